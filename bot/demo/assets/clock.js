/** The head of the page: what time it is, what comes next, and how to get there. */

import { post } from "./api.js";
import { el, icon, ICONS, menu, show } from "./dom.js";
import { change, t } from "./words.js";

export function clock() {
  const title = el("span", { className: "title" });
  const time = el("time", { className: "now", "aria-label": t("clock") });
  const next = el("button", { type: "button", className: "button filled", onclick: () => post("clock/next") }, `${t("next")}\u00a0▸`);
  const day = el("button", { type: "button", className: "button wide", onclick: () => post("clock/day") }, t("next_day"));
  const outages = () => ["hours_1", "days_1", "days_3"].map((away) => ({ label: t(away), run: () => post(`clock/${away}`) }));
  const outage = menu(t("outage"), t("outage"), () => withHint(outages()), "wide");
  const over = el("button", { type: "button", className: "button wide", onclick: () => post("clock/over") }, t("start_over"));
  const tongue = el("button", { type: "button", className: "button plain wide", onclick: change }, t("other_language"));
  const more = menu(t("more"), icon(ICONS.dots), () => [
    { label: t("next_day"), run: () => post("clock/day") },
    ...withHint(outages()),
    { label: t("start_over"), run: () => post("clock/over") },
    { label: t("other_language"), run: change },
  ], "narrow");
  const moving = el("p", { className: "moving", role: "status" });
  const fault = el("p", { className: "fault", role: "alert", hidden: true });
  const coming = el("ol", { className: "line-of-time", "aria-label": t("line_of_time") });
  const node = el("header", {},
    el("div", { className: "bar" },
      el("div", { className: "name" }, el("h1", {}, t("product")), title),
      el("div", { className: "when" }, time, moving),
      el("div", { className: "commands" }, day, next, outage, over, tongue, more)),
    coming, fault);
  return { node, show: (news) => {
    title.textContent = news.title;
    time.dateTime = news.clock.at;
    time.textContent = news.clock.words;
    moving.textContent = news.moving;
    node.classList.toggle("is-moving", Boolean(news.moving));
    for (const button of [next, day, over]) button.disabled = Boolean(news.moving);
    fault.hidden = !news.fault;
    fault.textContent = news.fault ? `${t("fault")}: ${news.fault}` : "";
    show(coming, JSON.stringify(news.line_of_time), () => news.line_of_time.map(cell));
  } };
}

function withHint([first, ...others]) {
  return [{ ...first, hint: t("outage_hint") }, ...others];
}

function cell(event) {
  const sign = event.sign ? el("span", { className: "sign", "aria-hidden": "true" }, event.sign) : null;
  const words = [event.when ? el("time", { dateTime: event.at }, event.when) : null, el("span", {}, sign, event.words.join(" · "))];
  const coming = event.at && event.state !== "passed";
  const play = () => post("clock/to", { at: event.at });
  return el("li", { className: `event ${event.state}` },
    coming ? el("button", { type: "button", title: t("go_there"), onclick: play }, ...words) : el("div", {}, ...words));
}
