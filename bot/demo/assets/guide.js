/** One sentence on what may be tried next, until it is closed for good. */

import { el, icon, ICONS } from "./dom.js";
import { t } from "./words.js";

const CLOSED = "thanwela-guide-closed";

export function guide() {
  const words = el("p", { role: "status" });
  const close = () => {
    sessionStorage.setItem(CLOSED, "yes");
    node.hidden = true;
  };
  const node = el("aside", { className: "guide", "aria-label": t("guide"), hidden: true }, words,
    el("button", { type: "button", "aria-label": t("dismiss"), title: t("dismiss"), onclick: close }, icon(ICONS.cross)));
  return { node, show: (news) => {
    // While the clock moves the sentence before stays, so that nothing jumps.
    if (news.guide && words.textContent !== news.guide) words.textContent = news.guide;
    node.hidden = !words.textContent || sessionStorage.getItem(CLOSED) !== null;
  } };
}
