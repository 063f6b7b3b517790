/** The head of the page: what time it is, what comes next, and how to get there. */

import { post } from "./api.js";
import { el, icon, ICONS, menu, show } from "./dom.js";
import { change, t } from "./words.js";

export function clock() {
  const title = el("span", { className: "title" });
  const time = el("time", { className: "now", "aria-label": t("clock") });
  let now = null;
  const next = el("button", { type: "button", className: "button filled", onclick: () => post("clock/next") }, `${t("next")}\u00a0▸`);
  const day = el("button", { type: "button", className: "button wide", onclick: () => post("clock/day") }, t("next_day"));
  const moves = () => Boolean(now?.moving);
  const outages = () => withHint(["hours_1", "days_1", "days_3", "days_10"].map((away) =>
    ({ label: t(away), run: () => post(`clock/${away}`), disabled: moves() })));
  const outage = menu(t("outage"), t("outage"), outages, "wide");
  const over = el("button", { type: "button", className: "button wide", onclick: () => post("clock/over") }, t("start_over"));
  const tongue = el("button", { type: "button", className: "button plain wide", onclick: change }, t("other_language"));
  const more = menu(t("more"), icon(ICONS.dots), () => [
    { label: t("next_day"), run: () => post("clock/day"), disabled: moves() },
    ...further().map((event) => ({ label: event.words.join(" · "), hint: event.when, run: () => playTo(event), disabled: moves() })),
    ...outages(),
    { label: t("start_over"), run: () => post("clock/over"), disabled: now?.beginning },
    { label: t("other_language"), run: change },
  ], "narrow");
  /** On a phone the line of time shows only what is next: the rest stands in the menu. */
  const further = () => now?.line_of_time.filter((event) => event.at && event.state !== "passed").slice(1) ?? [];
  const moving = el("p", { className: "moving", role: "status" });
  const lived = el("progress", { max: 1, hidden: true, "aria-label": t("clock") });
  const fault = el("p", { className: "fault", role: "alert", hidden: true });
  const coming = el("ol", { className: "line-of-time", "aria-label": t("line_of_time") });
  const node = el("header", {},
    el("div", { className: "bar" },
      el("div", { className: "name" }, el("h1", {}, t("product")), title),
      el("div", { className: "when" }, time, moving),
      el("div", { className: "commands" }, day, next, outage, over, tongue, more)),
    lived, coming, fault);
  return { node, show: (news) => {
    now = news;
    title.textContent = news.title;
    time.dateTime = news.clock.at;
    time.textContent = news.clock.words;
    moving.textContent = news.moving;
    node.classList.toggle("is-moving", Boolean(news.moving));
    for (const button of [next, day]) button.disabled = moves();
    over.disabled = news.beginning;
    lived.hidden = news.lived === null;
    lived.value = news.lived ?? 0;
    fault.hidden = !news.fault;
    fault.textContent = news.fault ? `${t("fault")}: ${news.fault}` : "";
    show(coming, JSON.stringify(news.line_of_time), () => news.line_of_time.map(cell));
  } };
}

function withHint([first, ...others]) {
  return [{ ...first, hint: t("outage_hint") }, ...others];
}

const playTo = (event) => post("clock/to", { at: event.at });

function cell(event) {
  const sign = event.sign ? el("span", { className: "sign", "aria-hidden": "true" }, event.sign) : null;
  const words = [event.when ? el("time", { dateTime: event.at }, event.when) : null, el("span", {}, sign, event.words.join(" · "))];
  const coming = event.at && event.state !== "passed";
  return el("li", { className: `event ${event.state}` },
    coming ? el("button", { type: "button", title: t("go_there"), onclick: () => playTo(event) }, ...words) : el("div", {}, ...words));
}
