/** A chat on Telegram: bubbles, inline keyboards under them, edits, files, what an answered button says. */

import { fileOf } from "./api.js";
import { alertBox } from "./chooser.js";
import { el, icon, ICONS, menu } from "./dom.js";
import { formatted } from "./entities.js";
import { undrawn, unknown } from "./undrawn.js";
import { t } from "./words.js";

/** What a message may carry: words, files, and what is drawn around them. */
const WORDS = ["text", "entities", "caption", "caption_entities"];
const AROUND = ["reply_to_message", "edit_date", "reply_markup", "markup", "silent", "media_group_id"];
/** What is not seen: whose and when it is told by the place and the time beside it. */
const NO_LOOK = ["message_id", "from", "chat", "date", "by_bot", "has_protected_content", "link_preview_options"];
const BUTTON = ["text", "callback_data", "url", "copy_text"];

export const KNOWN = { NO_LOOK, drawn: () => [...WORDS, ...AROUND, ...Object.keys(FILES)], BUTTON };

export function telegramChat(phone) {
  let toasted = null;
  let answering = null;

  function message(shown) {
    const body = shown.message;
    const files = Object.keys(FILES).filter((kind) => body[kind]);
    const node = el("div", { className: "said" },
      el("div", { className: "bubble" },
        body.reply_to_message ? quote(body.reply_to_message) : null,
        ...files.map((kind) => FILES[kind](body[kind], phone)),
        el("p", {}, ...formatted(body.text ?? body.caption ?? "", body.entities ?? body.caption_entities, say), stamp(shown)),
        ...unknown(body, "message", WORDS, AROUND, NO_LOOK, Object.keys(FILES))),
      ...keyboard(body));
    return [node, menu(t("message_menu"), icon(ICONS.dots), () => [{ label: t("reply"), run: () => answer(body) }], "own")];
  }

  const say = (words) => phone.act("say", { text: words });

  function answer(body) {
    answering = body.message_id;
    phone.type("");
    phone.toast(t("replying", summary(body)));
  }

  function keyboard(body) {
    const markup = body.markup;
    if (!markup) return [];
    if (!markup.inline_keyboard) return [undrawn(Object.keys(markup).join())];
    return [el("div", { className: "keyboard" }, ...markup.inline_keyboard.map((row, place) =>
      el("div", { className: "keys" }, ...row.map((button, column) => key(body, button, place, column)))))];
  }

  function key(body, button, row, column) {
    const press = () => {
      if (button.url) window.open(button.url, "_blank", "noopener");
      else if (button.copy_text) navigator.clipboard?.writeText(button.copy_text.text).then(() => phone.toast(t("copied")));
      else phone.act("press", { message: body.message_id, row, column });
    };
    return el("button", { type: "button", onclick: press }, button.text, button.url ? " ↗" : "", ...unknown(button, "button", BUTTON));
  }

  return {
    message,
    mine: (shown) => !shown.message.by_bot,
    writable: (data) => data.started && !data.blocked,
    busy: (data) => Boolean(data.action),
    saying: () => {
      const quoted = answering;
      answering = null;
      return quoted === null ? {} : { quoted };
    },
    below: (data) => data.started && !data.blocked ? null : stranger(data),
    menu: (data) => {
      if (!data?.started) return [{ label: t("start"), run: () => phone.act("start") }];
      return [data.blocked ? { label: t("unblock"), run: () => phone.act("start") } : { label: t("block"), run: () => phone.act("block") }];
    },
    forget: () => {
      toasted = null;
    },
    shown: (data) => {
      const fresh = toasted === null ? [] : data.toasts.slice(toasted);
      toasted = data.toasts.length;
      for (const { text, alert } of fresh.filter((each) => each.text)) {
        if (alert) alertBox(text);
        else phone.toast(text);
      }
    },
  };

  function stranger(data) {
    return el("div", { className: "stranger" }, data.blocked ? el("p", {}, t("blocked")) : null,
      el("button", { type: "button", className: "start", onclick: () => phone.act("start") }, t("start")));
  }
}

function stamp({ message, time }) {
  return el("span", { className: "stamp" },
    message.silent ? el("span", { title: t("silent"), "aria-label": t("silent"), role: "img" }, icon(ICONS.quiet)) : null,
    message.edit_date ? el("span", {}, t("edited")) : null, el("time", {}, time),
    message.by_bot ? null : el("span", { className: "ticks", role: "img", "aria-label": t("read"), title: t("read") }, "✓✓"));
}

const summary = (body) => (body.text ?? body.caption ?? body.document?.file_name ?? t("picture")).split("\n")[0].slice(0, 80);

const quote = (body) => el("blockquote", { className: "quoted" }, summary(body));

const size = (bytes) => bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const source = (phone, file) => fileOf("telegram", phone.person, file.file_id);

const named = (file, phone) => el("a", { className: "file", href: source(phone, file), target: "_blank", rel: "noopener" },
  icon(ICONS.file), el("span", {}, file.file_name ?? t("file"), el("small", {}, size(file.file_size))));

const FILES = {
  photo: (sizes, phone) => el("a", { className: "photo", href: source(phone, sizes.at(-1)), target: "_blank", rel: "noopener" },
    el("img", { src: source(phone, sizes.at(-1)), alt: t("picture"), width: sizes.at(-1).width, height: sizes.at(-1).height })),
  document: named,
  video: named,
  voice: named,
  sticker: (sticker) => el("span", { className: "sticker" }, sticker.emoji),
};
