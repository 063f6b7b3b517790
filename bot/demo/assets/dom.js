/** Making elements. */

/**
 * An element with properties, attributes (names with a dash), listeners (names that begin with "on") and children;
 * null and false children are left out.
 * @param {string} name
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string|null|false|undefined)} children
 */
export function el(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") Object.assign(made.style, value);
    else if (key.includes("-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** A small line drawing that takes the colour of the words; it says nothing to a screen reader. */
export function icon(path) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

export const ICONS = {
  send: "M4 12h15M13 6l6 6-6 6",
  clip: "M20 11.5 12 19a5 5 0 0 1-7-7l8.5-8a3.4 3.4 0 0 1 4.8 4.8L10 17a1.7 1.7 0 0 1-2.4-2.4L15 7.5",
  plus: "M12 5v14M5 12h14",
  dots: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  quiet: "M4 9v6h4l5 4V5L8 9zM17 9l4 6M21 9l-4 6",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  camera: "M4 8h4l1.5-2h5L16 8h4v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4",
  place: "M12 21s6-6 6-11a6 6 0 1 0-12 0c0 5 6 11 6 11M12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  play: "M8 5v14l11-7z",
  down: "M6 9l6 6 6-6",
  cross: "M6 6l12 12M18 6 6 18",
};

/**
 * A button that opens a short list of commands; it closes by a choice, Escape, or a look elsewhere.
 * @param {string} label what it is called aloud
 * @param {Node|string} face what it shows
 * @param {() => Array<{label: string, run: () => void, hint?: string, disabled?: boolean}>} items asked when it is opened
 */
export function menu(label, face, items, className = "") {
  const list = el("div", { className: "menu-list" });
  const summary = el("summary", { className: "button", "aria-label": label, title: label }, face);
  const holder = el("details", { className: `menu ${className}` }, summary, list);
  const close = (event) => {
    if (event.type === "keydown" ? event.key !== "Escape" : holder.contains(event.target)) return;
    if (holder.contains(document.activeElement)) summary.focus();
    holder.open = false;
  };
  holder.addEventListener("toggle", () => {
    const change = holder.open ? "addEventListener" : "removeEventListener";
    document[change]("pointerdown", close);
    document[change]("keydown", close);
    if (!holder.open) return;
    list.replaceChildren(...items().map((item) => command(holder, item)));
  });
  return holder;
}

function command(holder, item) {
  const run = () => {
    holder.open = false;
    item.run();
  };
  const hint = item.hint ? el("small", {}, item.hint) : null;
  return el("button", { type: "button", onclick: run, disabled: item.disabled }, item.label, hint);
}

const shown = new WeakMap();

/** Replaces the children only if they would look different, so that focus and scrolling stay. */
export function show(holder, key, draw) {
  if (shown.get(holder) === key) return;
  shown.set(holder, key);
  holder.replaceChildren(...[draw()].flat().filter(Boolean));
}
