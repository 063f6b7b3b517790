/** One phone: who holds it, what the platform refused, the chat, and what can be typed and sent. */

import { get, post, send } from "./api.js";
import { chooseFile } from "./chooser.js";
import { el, icon, ICONS, menu, show } from "./dom.js";
import { refusals } from "./refusals.js";
import { scroll } from "./scroll.js";
import { t } from "./words.js";

const TOAST_MILLISECONDS = 4000;
const NAMES = { line: "LINE", telegram: "Telegram" };

/**
 * @param {"line"|"telegram"} platform
 * @param {(phone: object) => object} chat what is peculiar to the platform: `message`, `mine`, `below`, `writable`, `busy`, `menu`
 */
export function phone(platform, chat) {
  let holders = [];
  let holder = null;
  let data = null;
  let asked = false;
  let asking = false;
  let story = null;
  let fading = 0;
  const read = new Map();
  const kept = memory(`thanwela-${platform}`);

  const act = async (deed, values) => tell(await post(`${platform}/${holder.id}/${deed}`, values));
  const sendFile = async (file) => tell(await send(`${platform}/${holder.id}`, file));
  const tell = (fault) => {
    if (fault) toast(fault, "wrong");
  };
  const toast = (words, kind = "") => {
    clearTimeout(fading);
    toasts.replaceChildren(el("p", { className: kind }, words));
    fading = setTimeout(() => toasts.replaceChildren(), TOAST_MILLISECONDS);
  };
  const attach = async (kind = "all") => {
    const file = await chooseFile(kind);
    if (file) await sendFile(file);
  };
  const type = (text) => {
    input.value = text;
    input.focus();
  };
  const self = { platform, act, attach, toast, type, get person() { return holder.id; }, get data() { return data; } };
  const drawn = chat(self);

  const select = el("select", { "aria-label": t(`holder_${platform}`), onchange: () => hold(select.value) });
  const quota = el("span", { className: "quota" });
  const elsewhere = el("button", { type: "button", className: "mark", hidden: true, onclick: () => hold(unread()[0].id) });
  const refused = refusals();
  const list = el("ol", { className: "messages" });
  const earlier = el("p", { className: "earlier", hidden: true });
  const busy = el("p", { className: "busy", hidden: true }, t("busy"));
  const room = el("div", { className: "room", tabIndex: 0, role: "log" }, earlier, list, busy);
  const newest = el("button", { type: "button", className: "newest", "aria-label": t("to_newest"), title: t("to_newest"),
    hidden: true }, icon(ICONS.down));
  const follow = scroll(room, newest);
  const toasts = el("div", { className: "toasts", role: "status" });
  const below = el("div", { className: "below" });
  const input = el("textarea", { rows: 1, "aria-label": t("type_here"), placeholder: t("type_here"), onkeydown: enter });
  const composer = el("form", { className: "composer", onsubmit: submit },
    el("button", { type: "button", className: "round", "aria-label": t("attach"), title: t("attach"), onclick: () => attach() },
      icon(platform === "line" ? ICONS.plus : ICONS.clip)),
    input,
    el("button", { type: "submit", className: "round strong", "aria-label": t("send"), title: t("send") }, icon(ICONS.send)));
  const node = el("section", { className: `phone ${platform}`, role: "tabpanel", "aria-labelledby": `tab-${platform}` },
    refused.node,
    el("div", { className: "device" },
      el("div", { className: "holder" }, el("h2", {}, NAMES[platform]), el("div", { className: "hands" }, select, elsewhere), quota,
        menu(t("phone_menu"), icon(ICONS.dots), () => drawn.menu(data))),
      el("div", { className: "screen" }, room, newest, toasts), below, composer));

  function enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(event);
  }

  function submit(event) {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = "";
    act("say", { text, ...drawn.saying?.() });
  }

  function hold(id) {
    holder = holders.find((each) => each.id === id);
    list.replaceChildren();
    room.setAttribute("aria-live", "off");
    follow.forget();
    drawn.forget?.();
    data = null;
    room.setAttribute("aria-label", t("chat_of", holder.role));
    refresh();
  }

  async function refresh() {
    asked = true;
    if (asking) return;
    asking = true;
    while (asked) {
      asked = false;
      const whose = holder.id;
      const found = await get(`${platform}/${whose}`).catch(() => null);
      if (found && whose === holder.id) draw(found);
    }
    asking = false;
  }

  function draw(found) {
    data = found;
    earlier.hidden = !found.earlier;
    earlier.textContent = t("earlier", found.earlier);
    busy.hidden = !drawn.busy(found);
    follow.keep(() => drawList(list, found.messages, drawn));
    // Whatever else is told of the holder, as how much they heard, leaves the buttons that somebody may be tapping.
    show(below, JSON.stringify([holder.id, unsent(found), found.messages.at(-1), found.friend, found.started, found.blocked]),
      () => [hint(found), ...[drawn.below(found)].flat()]);
    composer.hidden = !drawn.writable(found);
    drawn.shown?.(found);
    look();
    // What stood there when the phone was picked up is not read out, what arrives from now on is.
    requestAnimationFrame(() => room.setAttribute("aria-live", "polite"));
  }

  /** The code that this phone holds and that was not sent yet, or nothing. */
  function unsent(found) {
    const bare = (text) => (text ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
    const sent = found.earlier || found.messages.some((each) => bare(each.message.text).includes(bare(holder.code)));
    return sent ? "" : holder.code;
  }

  /** The demo's own hint, outside of the chat. */
  function hint(found) {
    if (!unsent(found)) return null;
    const join = async (event) => {
      event.target.disabled = true;
      await act("join", { code: holder.code });
      event.target.disabled = false;
    };
    return el("div", { className: "hint" }, el("p", {}, t("has_code", holder.code.replaceAll("-", "\u2011"))),
      el("button", { type: "button", className: "button filled", onclick: join }, t("use_code")));
  }

  /** What is on a phone that can be seen is read. */
  function look() {
    if (holder && data && node.offsetParent) read.set(holder.id, holder.heard);
    people();
    if (holder) kept.keep({ story, holder: holder.id, read: [...read] });
  }

  const left = (each) => Math.max(0, each.heard - (read.get(each.id) ?? 0));
  const unread = () => holders.filter((each) => each !== holder && left(each));

  /** Another story has begun, or the page was loaded: what everybody has heard by then is read, unless it was not
      before the page was loaded anew. */
  function begin(number) {
    const before = kept.found();
    const known = before?.story === number ? new Map(before.read) : new Map();
    story = number;
    for (const each of holders) read.set(each.id, Math.min(each.heard, known.get(each.id) ?? each.heard));
    holder ??= holders.find((each) => each.id === before?.holder) ?? null;
  }

  function people() {
    const options = holders.map((each) => {
      const count = left(each);
      const words = `${each.role} · ${each.name}`;
      return [each.id, count > 0 ? `● ${words} (${t("new_messages", count)})` : words];
    });
    show(select, JSON.stringify(options), () => options.map(([value, words]) => el("option", { value }, words)));
    if (holder) select.value = holder.id;
    const others = unread().reduce((sum, each) => sum + left(each), 0);
    elsewhere.hidden = !others;
    elsewhere.textContent = few(others);
    elsewhere.title = t("new_elsewhere", others);
    elsewhere.setAttribute("aria-label", elsewhere.title);
  }

  return {
    platform,
    node,
    look,
    fresh: () => holders.reduce((sum, each) => sum + left(each), 0),
    show: (news) => {
      const mine = news.phones[platform];
      const first = !holders.length;
      holders = mine.people;
      if (story !== news.story && !news.beginning) begin(news.story);
      holder = holders.find((each) => each.id === holder?.id) ?? holders[0];
      if (!holder) return;
      if (mine.quota) quota.textContent = limit(mine.quota);
      refused.show(mine);
      people();
      if (first) hold(holder.id);
      else refresh();
    },
  };
}

/** What stays when the page is loaded anew in this window: in whose hands the phone is, and what was read. */
function memory(name) {
  return {
    found: () => JSON.parse(sessionStorage.getItem(name) ?? "null"),
    keep: (value) => sessionStorage.setItem(name, JSON.stringify(value)),
  };
}

/** A count as a phone shows it. */
export const few = (count) => count > 99 ? "99+" : String(count);

const limit = ({ used, limit: most }) => most === null ? t("quota_none", used) : t("quota", used, most);

/** Draws what is new or has changed and leaves the rest as it stands. */
function drawList(list, messages, drawn) {
  const standing = new Map([...list.children].map((item) => [item.dataset.key, item]));
  let day = "";
  const items = [];
  for (const [place, shown] of messages.entries()) {
    if (shown.day !== day) items.push(entry(standing, `day ${shown.day}`, shown.day, () => el("span", {}, shown.day), "day"));
    day = shown.day;
    const mine = drawn.mine(shown);
    const before = messages[place - 1];
    const follows = Boolean(before) && drawn.mine(before) === mine && before.day === shown.day;
    const key = JSON.stringify([shown, follows]);
    items.push(entry(standing, shown.id, key, () => drawn.message(shown, follows), mine ? "mine" : "theirs"));
  }
  for (const [place, item] of items.entries()) {
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  }
  while (list.children.length > items.length) list.lastChild.remove();
}

function entry(standing, key, look, draw, className) {
  const item = standing.get(key) ?? el("li", {});
  item.dataset.key = key;
  item.className = className;
  show(item, look, draw);
  return item;
}
