/** The page: a clock above, two phones below. */

import { listen } from "./api.js";
import { clock } from "./clock.js";
import { el, show as redraw } from "./dom.js";
import { lineChat } from "./line.js";
import { guide } from "./guide.js";
import { few, phone } from "./phone.js";
import { telegramChat } from "./telegram.js";
import { learn, t } from "./words.js";

const PHONES = { line: lineChat, telegram: telegramChat };

async function begin() {
  await learn();
  const notice = el("p", { className: "notice", role: "status" }, t("waiting"));
  const head = clock();
  const phones = Object.entries(PHONES).map(([platform, chat]) => phone(platform, chat));
  const tabs = tabList(phones);
  const advice = guide();
  document.body.replaceChildren(head.node, notice, advice.node, tabs.node, el("main", {}, ...phones.map((each) => each.node)));
  listen(
    (news) => {
      notice.hidden = true;
      head.show(news);
      advice.show(news);
      for (const each of phones) each.show(news);
      tabs.show();
    },
    () => {
      notice.textContent = t("connection_lost");
      notice.hidden = false;
    },
  );
}

/** Where there is room for one phone only, tabs say which. */
function tabList(phones) {
  const buttons = phones.map((each) =>
    el("button", { type: "button", role: "tab", id: `tab-${each.platform}`, onclick: () => choose(each),
      onkeydown: (event) => move(event, each) }));
  const choose = (chosen) => {
    for (const [place, each] of phones.entries()) {
      each.node.classList.toggle("chosen", each === chosen);
      buttons[place].setAttribute("aria-selected", String(each === chosen));
      buttons[place].tabIndex = each === chosen ? 0 : -1;
    }
    chosen.look();
  };
  const move = (event, from) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = phones.find((each) => each !== from);
    choose(other);
    buttons[phones.indexOf(other)].focus();
  };
  const show = () => {
    for (const [place, each] of phones.entries()) {
      const fresh = each.fresh();
      // Only if they change: a tap that is begun on words which are replaced before it ends is none.
      redraw(buttons[place], String(fresh), () => [el("span", {}, t(`tab_${each.platform}`)),
        fresh ? el("b", { className: "mark", title: t("new_messages", fresh) }, few(fresh)) : null]);
    }
  };
  choose(phones[0]);
  return { node: el("div", { className: "tabs", role: "tablist" }, ...buttons), show };
}

begin();
