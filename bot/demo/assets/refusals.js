/** What the platform did not accept, in red beside the phone. */

import { el, show } from "./dom.js";
import { t } from "./words.js";

const SHOWN = 3;

export function refusals() {
  let closed = 0;
  let all = { refused: 0 };
  const node = el("aside", { className: "refusals", role: "alert", hidden: true });
  const draw = () => {
    const open = all.refused - closed;
    node.hidden = open <= 0;
    if (open > 0) show(node, String([all.refused, closed]), () => drawn(all.refusals.slice(-Math.min(open, SHOWN)), open));
  };
  const drawn = (latest, open) => [
    el("h3", {}, t("refused")),
    el("ul", {}, ...latest.toReversed().map((each) =>
      el("li", {}, el("small", {}, `${each.at} · ${each.call}`), el("p", {}, each.words)))),
    open > latest.length ? el("p", {}, t("refused_more", open - latest.length)) : null,
    el("button", { type: "button", className: "button", onclick: () => {
      closed = all.refused;
      draw();
    } }, t("dismiss")),
  ];
  return { node, show: (news) => {
    all = news;
    closed = Math.min(closed, all.refused);
    draw();
  } };
}
