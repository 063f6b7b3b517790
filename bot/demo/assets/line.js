/** A chat on LINE: bubbles, cards, pictures, quick replies that vanish. */

import { fileOf, own } from "./api.js";
import { el, icon, ICONS, menu } from "./dom.js";
import { ACTIONS, press } from "./line_actions.js";
import { container } from "./flex.js";
import { template } from "./line_templates.js";
import { undrawn, unknown } from "./undrawn.js";
import { t } from "./words.js";

export function lineChat(phone) {
  const tap = (message) => (action) => press(phone, message, action);

  function message(shown, follows) {
    if (shown.unsent) return el("p", { className: "note" }, t("unsent"));
    const body = BODIES[shown.message.type];
    const drawn = body ? body(shown.message, { shown, phone, tap: tap(shown.id) }) : undrawn(shown.message.type);
    const errors = body ? unknown(shown.message, shown.message.type, SAID[shown.mine], body.properties) : [];
    const { name = t("product"), iconUrl, ...others } = shown.message.sender ?? {};
    const face = iconUrl ? el("img", { src: own(iconUrl), alt: "" }) : t("bot_letter");
    const avatar = el("span", { className: "avatar", "aria-hidden": "true" }, face);
    const line = el("div", { className: `said ${shown.message.type}` },
      el("div", { className: "content" }, drawn, ...errors, ...unknown(others, "sender")), stamp(shown));
    if (shown.mine) return [mine(shown), line];
    return follows && !shown.message.sender ? line : [avatar, el("span", { className: "sender" }, name), line];
  }

  /** The words that a tap leaves in the chat are no message of their own: there is nothing to unsend. */
  const mine = (shown) => shown.sent && menu(t("message_menu"), icon(ICONS.dots), () => [
    { label: t("unsend"), run: () => phone.act("unsend", { message: shown.id }) },
  ], "own");

  return {
    message,
    mine: (shown) => shown.mine,
    writable: (data) => data.friend && !data.blocked,
    busy: (data) => data.loading,
    below: (data) => data.blocked || !data.friend ? stranger(data) : quickReplies(data.messages.at(-1)),
    menu: (data) => data?.friend
      ? [data.blocked ? { label: t("unblock"), run: () => phone.act("unblock") } : { label: t("block"), run: () => phone.act("block") }]
      : [{ label: t("add_friend"), run: () => phone.act("start") }],
  };

  function stranger(data) {
    const [words, deed, label] = data.blocked ? ["blocked", "unblock", "unblock"] : ["not_friend", "start", "add_friend"];
    return el("div", { className: "stranger" }, el("p", {}, t(words)),
      el("button", { type: "button", className: "button", onclick: () => phone.act(deed) }, t(label)));
  }

  function quickReplies(last) {
    if (!last?.buttons.length) return null;
    return el("div", { className: "quick", role: "group", "aria-label": t("quick_replies") }, ...last.buttons.map((item) =>
      el("button", { type: "button", onclick: () => tap(last.id)(item.action) },
        item.imageUrl ? el("img", { src: own(item.imageUrl), alt: "" }) : symbol(item.action), item.action.label,
        ...unknown(item, "quickReply", ["type", "imageUrl", "action"]),
        ...unknown(item.action, item.action.type, ACTIONS[item.action.type] ?? []))));
  }
}

const symbol = (action) => {
  const known = { camera: ICONS.camera, cameraRoll: ICONS.picture, location: ICONS.place };
  return known[action.type] ? icon(known[action.type]) : null;
};

function stamp(shown) {
  const marks = shown.mine && shown.read ? [t("read")] : [];
  const quiet = shown.silent ? el("span", { title: t("silent"), "aria-label": t("silent"), role: "img" }, icon(ICONS.quiet)) : null;
  return el("span", { className: "stamp" }, quiet, ...marks.map((mark) => el("span", {}, mark)), el("time", {}, shown.time));
}

/** Of a person's message the webhook tells more than anybody sees; of ours there is no more than what is drawn. */
const SAID = {
  true: ["type", "quotedMessageId", "contentProvider", "imageSet", "fileSize", "quoteToken"],
  false: ["type", "sender", "quoteToken"],
};

const picture = (source, alt) => el("a", { href: source, target: "_blank", rel: "noopener" }, el("img", { src: source, alt }));

function body(properties, draw) {
  return Object.assign(draw, { properties });
}

const BODIES = {
  text: body(["text"], (message) => el("p", { className: "bubble" }, ...linked(message.text))),
  image: body(["originalContentUrl", "previewImageUrl"], (message, { shown, phone }) => {
    const source = message.originalContentUrl ? own(message.originalContentUrl) : fileOf("line", phone.person, shown.id);
    return picture(source, t("picture"));
  }),
  file: body(["fileName"], (message, { shown, phone }) =>
    el("a", { className: "bubble file", href: fileOf("line", phone.person, shown.id), target: "_blank", rel: "noopener" },
      icon(ICONS.file), message.fileName)),
  video: body(["originalContentUrl", "previewImageUrl", "trackingId", "duration"], (message, { shown, phone }) =>
    el("a", { className: "playable", href: message.originalContentUrl ?? fileOf("line", phone.person, shown.id), target: "_blank",
      rel: "noopener", "aria-label": t("video") }, message.previewImageUrl
      ? el("img", { src: own(message.previewImageUrl), alt: "" }) : el("span", { className: "blank" }), icon(ICONS.play))),
  audio: body(["originalContentUrl", "duration"], (message) =>
    el("p", { className: "bubble" }, icon(ICONS.play), ` ${t("audio")} ${Math.ceil(message.duration / 1000)}″`)),
  sticker: body(["packageId", "stickerId", "stickerResourceType"], (message) =>
    el("p", { className: "emblem", title: `${message.packageId}/${message.stickerId}` }, "☺")),
  location: body(["title", "address", "latitude", "longitude"], (message) =>
    el("p", { className: "bubble" }, icon(ICONS.place), [message.title, message.address].filter(Boolean).join("\n")
      || `${message.latitude}, ${message.longitude}`)),
  template: body(["altText", "template"], (message, { tap }) => template(message.template, tap, message.altText)),
  flex: body(["altText", "contents"], (message, { tap }) => container(message.contents, tap, message.altText)),
};

/** Addresses in a text can be tapped. */
export function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, place) =>
    place % 2 ? el("a", { href: own(part) || "/", target: "_blank", rel: "noopener" }, part) : part);
}
