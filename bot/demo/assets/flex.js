/** Flex messages, drawn as LINE draws them: every property by a painter of its own, any other as an error in place. */

import { el } from "./dom.js";
import { COMPONENTS, NO_LOOK, PAINTERS } from "./flex_paint.js";
import { colour } from "./flex_values.js";
import { ACTIONS } from "./line_actions.js";
import { undrawn, unknown } from "./undrawn.js";

const BLOCKS = ["header", "hero", "body", "footer"];
const BUBBLE = ["type", "size", "direction", ...BLOCKS, "styles", "action"];
const STYLE = ["backgroundColor", "separator", "separatorColor"];

/** What the tests ask: which properties each thing may have here. */
export const KNOWN = {
  bubble: BUBBLE,
  carousel: ["type", "contents"],
  style: STYLE,
  ...Object.fromEntries(Object.keys(PAINTERS).map((type) =>
    [type, [...Object.keys(PAINTERS[type]), ...NO_LOOK[type]]])),
  actions: ACTIONS,
};

/**
 * A bubble or a carousel.
 * @param {object} contents the message's `contents`
 * @param {(action: object) => void} tap
 * @param {string} spoken the alternative text
 */
export function container(contents, tap, spoken) {
  const draw = CONTAINERS[contents.type];
  return draw ? draw(contents, tap, spoken) : undrawn(contents.type);
}

const CONTAINERS = {
  bubble: (contents, tap, spoken) => bubble(contents, tap, { role: "group", "aria-label": spoken }),
  carousel: (contents, tap, spoken) =>
    el("div", { className: "flex-carousel", role: "group", "aria-label": spoken, tabIndex: 0 },
      ...contents.contents.map((each) => bubble(each, tap, {})), ...unknown(contents, "carousel", KNOWN.carousel)),
};

function bubble(contents, tap, properties) {
  const blocks = BLOCKS.filter((name) => contents[name]).flatMap((name) => block(contents, name, tap));
  const node = el("div", { ...properties, className: `flex-bubble ${contents.size ?? "mega"}`, dir: contents.direction ?? "ltr" },
    ...blocks, ...unknown(contents, "bubble", BUBBLE));
  if (contents.action) tappable(node, contents.action, tap);
  return node;
}

function block(contents, name, tap) {
  const style = contents.styles?.[name] ?? {};
  const node = el("div", { className: `flex-block ${name}${contents.footer && name === "body" ? " above-footer" : ""}` },
    component(contents[name], { layout: "vertical", tap, outer: true }), ...unknown(style, `styles.${name}`, STYLE));
  if (style.backgroundColor) node.style.background = colour(style.backgroundColor);
  if (style.separator) node.style.borderTop = `1px solid ${colour(style.separatorColor ?? "#E3E7EB")}`;
  return node;
}

/**
 * One component with all that is in it.
 * @param {object} value
 * @param {{layout: string, tap: (action: object) => void, spacing?: string, first?: boolean, outer?: boolean}} around
 */
export function component(value, around) {
  const make = COMPONENTS[value.type];
  if (!make) return undrawn(value.type);
  const drawn = make(value, around);
  for (const [name, given] of Object.entries(value)) {
    const painter = PAINTERS[value.type][name];
    if (painter) painter(drawn, given, value, around);
    else if (!NO_LOOK[value.type].includes(name)) drawn.node.append(undrawn(`${value.type}.${name}`));
  }
  if (value.contents && value.type === "box") fill(drawn.node, value, around);
  if (value.action) {
    tappable(drawn.tapped ?? drawn.face, value.action, around.tap);
    drawn.node.append(...unknown(value.action, value.action.type, ACTIONS[value.action.type] ?? []));
  }
  return drawn.node;
}

function fill(node, box, around) {
  const children = box.contents.map((child, place) =>
    component(child, { layout: box.layout, tap: around.tap, spacing: box.spacing, first: place === 0 }));
  node.prepend(...children);
}

function tappable(node, action, tap) {
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    tap(action);
  });
  if (node.tagName === "BUTTON") return;
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  if (action.label) node.setAttribute("aria-label", action.label);
  node.classList.add("tappable");
  node.addEventListener("keydown", (event) => {
    if (event.target === node && (event.key === "Enter" || event.key === " ")) tap(action);
  });
}
