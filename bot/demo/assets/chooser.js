/** Choosing what to send: pictures of ours, or a file of this computer; and choosing a moment. */

import { el } from "./dom.js";
import { SAMPLES } from "./samples.js";
import { t } from "./words.js";

/**
 * @param {"camera"|"album"|"all"} kind the first two offer pictures only
 * @returns {Promise<File|null>}
 */
export function chooseFile(kind) {
  return new Promise((resolve) => {
    const own = el("input", { type: "file", accept: kind === "all" ? "" : "image/jpeg,image/png", hidden: true,
      onchange: () => finish(own.files[0]) });
    const samples = SAMPLES.filter((sample) => kind === "all" || sample.picture).map((sample) => {
      const send = () => finish(sample.make());
      return el("button", { type: "button", className: "sample", onclick: send }, sample.face(), t(sample.name));
    });
    const box = dialog(t(kind === "all" ? "choose_what" : kind), [
      el("div", { className: "samples" }, ...samples),
      el("button", { type: "button", className: "button", onclick: () => own.click() }, t("own_file")),
      own,
    ], () => finish(null));
    const finish = (file) => {
      resolve(file ?? null);
      box.remove();
    };
  });
}

/** A place as LINE's map yields it, here the only one that there is; null for none. */
export function choosePlace() {
  return new Promise((resolve) => {
    const send = () => finish(t("sample_place"));
    const box = dialog(t("place"), [
      el("button", { type: "button", className: "button filled", onclick: send }, t("sample_place"))], () => finish(null));
    const finish = (place) => {
      resolve(place);
      box.remove();
    };
  });
}

const PICKERS = { date: "date", time: "time", datetime: "datetime-local" };

/** A moment as LINE's date-time picker yields it; null for none. */
export function chooseMoment({ mode, initial, min, max, label }) {
  return new Promise((resolve) => {
    const input = el("input", { type: PICKERS[mode], value: plain(initial), min: plain(min), max: plain(max),
      "aria-label": label ?? t("pick_moment") });
    const box = dialog(label ?? t("pick_moment"), [input,
      el("button", { type: "button", className: "button filled", onclick: () => finish(input.value || null) }, t("ok"))],
    () => finish(null));
    const finish = (value) => {
      resolve(value);
      box.remove();
    };
  });
}

const plain = (moment) => moment?.replace("t", "T");

/** Words that must be closed, as an alert on a phone. */
export function alertBox(words) {
  const box = dialog("", [el("p", {}, words)], () => box.remove());
}

function dialog(title, children, closed) {
  const close = el("button", { type: "button", className: "button", onclick: closed }, t("close"));
  const box = el("dialog", { "aria-label": title || t("close"), oncancel: closed }, title ? el("h2", {}, title) : null,
    ...children, close);
  document.body.append(box);
  box.showModal();
  return box;
}
