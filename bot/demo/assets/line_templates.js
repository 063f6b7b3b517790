/** LINE's older cards: buttons, confirm, carousel and image carousel. */

import { own } from "./api.js";
import { el } from "./dom.js";
import { ACTIONS } from "./line_actions.js";
import { undrawn, unknown } from "./undrawn.js";
import { t } from "./words.js";

const PICTURE = ["thumbnailImageUrl", "imageBackgroundColor", "imageAspectRatio", "imageSize", "defaultAction"];
const WORDS = ["type", "title", "text", "actions"];

export function template(value, tap, spoken) {
  const draw = TEMPLATES[value.type];
  return draw ? el("div", { className: "template", role: "group", "aria-label": spoken }, ...draw(value, tap)) : undrawn(value.type);
}

const TEMPLATES = {
  buttons: (value, tap) => [card(value, value, tap)],
  confirm: (value, tap) => [card(value, {}, tap)],
  carousel: ({ columns, ...look }, tap) => [...columns.map((column) => card(column, look, tap)),
    ...unknown(look, "carousel", PICTURE, WORDS)],
  image_carousel: ({ columns, ...look }, tap) => [...columns.map((column) =>
    el("div", { className: "card" }, picture(column.imageUrl, look), key(column.action, tap),
      ...unknown(column, "column", ["imageUrl", "action"]))), ...unknown(look, "image_carousel", WORDS)],
};

function card(value, look, tap) {
  return el("div", { className: "card" },
    value.thumbnailImageUrl ? picture(value.thumbnailImageUrl, { ...look, ...value }, tap) : null,
    value.title ? el("b", {}, value.title) : null, el("p", {}, value.text),
    ...value.actions.map((action) => key(action, tap)), ...unknown(value, "template", WORDS, PICTURE));
}

function picture(address, { imageAspectRatio, imageSize, imageBackgroundColor, defaultAction }, tap) {
  const style = { aspectRatio: imageAspectRatio === "square" ? "1" : "1.51", objectFit: imageSize ?? "cover",
    backgroundColor: imageBackgroundColor ?? "#fff" };
  const seen = el("img", { src: own(address), alt: defaultAction?.label ?? t("picture"), style });
  return defaultAction ? el("button", { type: "button", className: "whole", onclick: () => tap(defaultAction) }, seen) : seen;
}

const key = (action, tap) => el("button", { type: "button", onclick: () => tap(action) }, action.label ?? "",
  ...unknown(action, action.type, ACTIONS[action.type] ?? []));
