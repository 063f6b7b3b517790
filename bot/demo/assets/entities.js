/** A text of Telegram with its entities; offsets count UTF-16 units, as strings here do. */

import { el } from "./dom.js";
import { undrawn } from "./undrawn.js";

const wrapped = (name, className) => () => el(name, className ? { className } : {});
const link = (address) => el("a", { href: address, target: "_blank", rel: "noopener" });

/** Each kind of entity as an empty element around its words. */
export const ENTITIES = {
  bold: wrapped("b"),
  italic: wrapped("i"),
  underline: wrapped("u"),
  strikethrough: wrapped("s"),
  code: wrapped("code"),
  pre: wrapped("pre"),
  blockquote: wrapped("blockquote"),
  expandable_blockquote: wrapped("blockquote"),
  spoiler: wrapped("span", "spoiler"),
  text_link: (entity) => link(entity.url),
  url: (_, words) => link(/^\w+:/.test(words) ? words : `https://${words}`),
  bot_command: wrapped("span", "command"),
  hashtag: wrapped("span", "command"),
  mention: wrapped("span", "command"),
  email: (_, words) => link(`mailto:${words}`),
  phone_number: (_, words) => link(`tel:${words}`),
};

/**
 * The nodes of a text, its commands as buttons that type themselves.
 * @param {string} text
 * @param {Array<{type: string, offset: number, length: number}>} entities
 */
export function formatted(text, entities = [], command = () => {}) {
  const outer = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return part(text, 0, text.length, outer, command);
}

function part(text, from, until, entities, command) {
  const nodes = [];
  let at = from;
  while (entities.length) {
    const [entity, ...others] = entities;
    const end = Math.min(entity.offset + entity.length, until);
    const inner = others.filter((other) => other.offset < end);
    nodes.push(text.slice(at, entity.offset), around(text, entity, end, inner, command));
    at = end;
    entities = others.filter((other) => other.offset >= end);
  }
  nodes.push(text.slice(at, until));
  return nodes.filter((node) => node !== "");
}

function around(text, entity, end, inner, command) {
  const words = text.slice(entity.offset, end);
  const make = ENTITIES[entity.type];
  if (!make) return undrawn(`entity.${entity.type}`);
  const node = make(entity, words);
  node.append(...part(text, entity.offset, end, inner, command));
  if (entity.type === "bot_command") {
    node.tabIndex = 0;
    node.setAttribute("role", "button");
    node.addEventListener("click", () => command(words));
    node.addEventListener("keydown", (event) => event.key === "Enter" && command(words));
  }
  return node;
}
