/** The page's words in the language that was chosen. */

import { get } from "./api.js";

const KEPT = "thanwela-language";
let known = {};

export const language = () => localStorage.getItem(KEPT) === "en" ? "en" : "th";

export async function learn() {
  known = await get("words");
  document.documentElement.lang = language();
  document.title = t("page_title");
}

export function change() {
  localStorage.setItem(KEPT, language() === "en" ? "th" : "en");
  location.reload();
}

/** The words of a key, {0}, {1} … filled. */
export function t(key, ...values) {
  const words = known[key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  return values.reduce((text, value, place) => text.replace(`{${place}}`, value), words);
}
