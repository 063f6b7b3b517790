/** How each component of Flex begins, and what each of its properties does to it. */

import { own } from "./api.js";
import { el, icon, ICONS } from "./dom.js";
import { border, colour, letters, picture, ratio, space } from "./flex_values.js";
import { unknown } from "./undrawn.js";
import { t } from "./words.js";

const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };
const ALIGN = { start: "start", center: "center", end: "end" };
const ACROSS = { start: "flex-start", center: "center", end: "flex-end" };

/** A property that is one of CSS: its name there, and how its value is written. */
const style = (name, written = (value) => value) => ({ node }, value) => {
  node.style[name] = written(value);
};
/** The same on the part that carries the words or the picture. */
const face = (name, written = (value) => value) => (drawn, value) => {
  drawn.face.style[name] = written(value);
};
const wrap = ({ node }, value) => node.classList.toggle("wrap", value);

/** Letters become smaller until they fit, down to the smallest that can be read. */
const SMALLEST = 9;
const fit = ({ node, face: words }) => {
  const wanted = () => Number.parseFloat(words.dataset.size ??= getComputedStyle(words).fontSize);
  new ResizeObserver(() => {
    let size = wanted();
    words.style.fontSize = `${size}px`;
    while (words.scrollWidth > words.clientWidth && size > SMALLEST) words.style.fontSize = `${(size -= 0.5)}px`;
  }).observe(node);
};

/** A fixed share of the room: 0 keeps to what it holds. */
const flex = ({ node }, value, _, around) => {
  const basis = around.layout === "vertical" ? "auto" : "0px";
  node.style.flex = value === 0 ? "0 0 auto" : `${value} 0 ${basis}`;
};

const PLACED = {
  margin: ({ node }, value, _, around) => {
    node.style[around.layout === "vertical" ? "marginTop" : "marginInlineStart"] = space(value);
  },
  position: style("position"),
  offsetTop: style("top", space),
  offsetBottom: style("bottom", space),
  offsetStart: style("insetInlineStart", space),
  offsetEnd: style("insetInlineEnd", space),
};
const gravity = (drawn, value, _, around) => {
  if (around.layout === "baseline") return;
  drawn.node.style.justifyContent = GRAVITY[value];
};
const LETTERS = {
  size: face("fontSize", letters),
  color: face("color", colour),
  weight: face("fontWeight", (value) => value === "bold" ? "700" : "400"),
  style: face("fontStyle"),
  decoration: face("textDecoration"),
};

const background = ({ node }, value) => {
  const middle = value.centerColor ? `, ${value.centerColor} ${value.centerPosition ?? "50%"}` : "";
  node.style.backgroundImage = `linear-gradient(${value.angle}, ${value.startColor}${middle}, ${value.endColor})`;
};

const lines = ({ face: words }, value) => {
  if (value > 0) Object.assign(words.style, { display: "-webkit-box", webkitBoxOrient: "vertical", webkitLineClamp: value, overflow: "hidden" });
};

/** LINE adds the space between lines only, not above the first nor below the last. */
const lineSpacing = ({ face: words }, value) => {
  words.style.lineHeight = `calc(1.35em + ${value})`;
  words.style.marginBlock = `calc(${value} / -2)`;
};

export const PAINTERS = {
  box: {
    ...PLACED,
    flex,
    backgroundColor: style("backgroundColor", colour),
    borderColor: style("borderColor", colour),
    borderWidth: ({ node }, value) => Object.assign(node.style, { borderWidth: border(value), borderStyle: "solid" }),
    cornerRadius: ({ node }, value) => Object.assign(node.style, { borderRadius: space(value), overflow: "hidden" }),
    width: ({ node }, value) => Object.assign(node.style, { width: value, flex: "0 0 auto" }),
    maxWidth: style("maxWidth"),
    height: ({ node }, value) => Object.assign(node.style, { height: value, flex: "0 0 auto" }),
    maxHeight: style("maxHeight"),
    paddingAll: style("padding", space),
    paddingTop: style("paddingTop", space),
    paddingBottom: style("paddingBottom", space),
    paddingStart: style("paddingInlineStart", space),
    paddingEnd: style("paddingInlineEnd", space),
    justifyContent: style("justifyContent"),
    alignItems: style("alignItems"),
    background,
  },
  text: {
    ...PLACED,
    ...LETTERS,
    flex,
    align: face("textAlign", (value) => ALIGN[value]),
    gravity,
    wrap,
    lineSpacing,
    maxLines: lines,
    adjustMode: fit,
  },
  span: LETTERS,
  button: {
    ...PLACED,
    flex,
    gravity,
    adjustMode: fit,
  },
  image: {
    ...PLACED,
    flex,
    align: ({ node }, value) => {
      node.style.alignItems = ACROSS[value];
    },
    gravity,
    size: face("width", picture),
    aspectRatio: face("aspectRatio", ratio),
    aspectMode: face("objectFit", (value) => value === "cover" ? "cover" : "contain"),
    backgroundColor: face("backgroundColor", colour),
  },
  icon: {
    ...PLACED,
    size: face("height", letters),
    aspectRatio: face("aspectRatio", ratio),
  },
  video: { aspectRatio: face("aspectRatio", ratio) },
  separator: { margin: PLACED.margin, color: style("backgroundColor", colour) },
  filler: { flex },
};

/** What needs no painter: the maker below uses it, it acts when tapped, or it cannot be seen here. */
export const NO_LOOK = {
  box: ["type", "layout", "contents", "spacing", "action"],
  text: ["type", "text", "contents", "action", "scaling"],
  span: ["type", "text"],
  button: ["type", "style", "color", "height", "action", "scaling"],
  image: ["type", "url", "action", "animated"],
  video: ["type", "url", "previewUrl", "altContent", "action"],
  icon: ["type", "url", "scaling"],
  separator: ["type"],
  filler: ["type"],
};

/** Each yields its node, and the part of it that carries the words or the picture where that is another. */
export const COMPONENTS = {
  box: (value, around) => placed(el("div", { className: `flex-box ${value.layout}` }), around),
  text: (value, around) => {
    const words = el("p", {}, ...(value.contents ? value.contents.map(span) : [value.text]));
    return placed(el("div", { className: "flex-text" }, words), around, words);
  },
  button: (value, around) => {
    const look = value.style ?? "link";
    const pressed = el("button", { type: "button", className: `${look} ${value.height ?? "md"}` }, value.action.label);
    if (value.color) pressed.style[look === "link" ? "color" : "backgroundColor"] = colour(value.color);
    return placed(el("div", { className: "flex-button" }, pressed), around, pressed);
  },
  image: (value, around) => {
    const seen = el("img", { src: own(value.url), alt: value.action?.label ?? t("picture") });
    return placed(el("div", { className: "flex-image" }, seen), around, seen);
  },
  icon: (value, around) => {
    const seen = el("img", { src: own(value.url), alt: "" });
    return placed(el("span", { className: "flex-icon" }, seen), around, seen);
  },
  video: (value, around) => {
    const seen = el("img", { src: own(value.previewUrl), alt: "" });
    const film = { href: value.url, target: "_blank", rel: "noopener", "aria-label": t("video") };
    const tapped = value.action ? el("button", { type: "button" }, value.action.label ?? value.action.uri) : null;
    const node = el("div", { className: "flex-video" }, el("a", { className: "playable", ...film }, seen, icon(ICONS.play)), tapped);
    return { ...placed(node, around, seen), tapped };
  },
  separator: (_, around) => placed(el("div", { className: `flex-separator ${around.layout}` }), around),
  filler: (_, around) => placed(el("div", { className: "flex-filler" }), around),
};

function placed(node, around, part = node) {
  if (around.spacing && !around.first) {
    node.style[around.layout === "vertical" ? "marginTop" : "marginInlineStart"] = space(around.spacing);
  }
  return { node, face: part };
}

function span(value) {
  const words = el("span", {}, value.text);
  for (const [name, given] of Object.entries(value)) PAINTERS.span[name]?.({ face: words }, given);
  words.append(...unknown(value, "span", Object.keys(PAINTERS.span), NO_LOOK.span));
  return words;
}
