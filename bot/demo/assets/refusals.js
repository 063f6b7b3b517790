/** What the platform did not accept: in red what was lost by it, in a grey line what mends or has mended itself. */

import { el, icon, ICONS, show } from "./dom.js";
import { t } from "./words.js";

const SHOWN = 3;

export function refusals() {
  let closed = 0;
  let all = [];
  const red = el("div", { className: "lost", role: "alert", hidden: true });
  const grey = el("div", { className: "mended", hidden: true });
  const node = el("aside", { className: "refusals" }, red, grey);
  const close = () => {
    closed = all.at(-1)?.number ?? 0;
    draw();
  };
  const draw = () => {
    const open = all.filter((each) => each.number > closed);
    const lost = open.filter((each) => each.outcome === "lost");
    const others = open.filter((each) => each.outcome !== "lost");
    red.hidden = !lost.length;
    grey.hidden = !others.length;
    node.hidden = !open.length;
    show(red, JSON.stringify(lost), () => [el("h3", {}, t("refused")), ...listed(lost),
      el("button", { type: "button", className: "button", onclick: close }, t("dismiss"))]);
    show(grey, JSON.stringify(others), () => [el("details", {}, el("summary", {}, outcome(others)), ...listed(others)),
      el("button", { type: "button", "aria-label": t("dismiss"), title: t("dismiss"), onclick: close }, icon(ICONS.cross))]);
  };
  return { node, show: (news) => {
    all = news.refusals;
    closed = Math.min(closed, all.at(-1)?.number ?? 0);
    draw();
  } };
}

const outcome = (refused) => t(refused.some((each) => each.outcome === "waiting") ? "retrying" : "mended");

const listed = (refused) => [
  el("ul", {}, ...refused.slice(-SHOWN).toReversed().map((each) =>
    el("li", {}, el("small", {}, `${each.at} · ${each.call}`), el("p", {}, each.words)))),
  refused.length > SHOWN ? el("p", {}, t("refused_more", refused.length - SHOWN)) : "",
];
