/** What this page cannot draw is shown as an error in its place, never left out. */

import { el } from "./dom.js";
import { t } from "./words.js";

export const undrawn = (what) => el("p", { className: "undrawn", role: "alert" }, t("not_drawn", what));

/** The errors for every property of `value` that is neither in `drawn` nor in `plain`. */
export function unknown(value, where, ...known) {
  const names = Object.keys(value).filter((name) => !known.some((each) => each.includes?.(name) || each.has?.(name)));
  return names.map((name) => undrawn(`${where}.${name}`));
}
