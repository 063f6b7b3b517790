/** Keeps a chat at its newest message, unless somebody reads further up; `down` then leads back. */

const NEAR = 80;

export function scroll(room, down) {
  let atEnd = true;
  let before = 0;
  const away = () => room.scrollHeight - room.scrollTop - room.clientHeight >= NEAR;
  // A picture that grows moves the end away; only somebody who scrolls up leaves it.
  const look = () => {
    atEnd = !away() || (atEnd && room.scrollTop >= before);
    before = room.scrollTop;
    down.hidden = atEnd;
  };
  const settle = () => {
    if (atEnd) {
      room.scrollTop = room.scrollHeight;
      before = room.scrollTop;
    }
    down.hidden = atEnd || !away();
  };
  // The browser tells of scrolling a frame later, and a message may arrive before it does.
  const settleAfter = (change) => {
    if (room.scrollTop < before) look();
    change();
    settle();
  };
  room.addEventListener("scroll", look);
  down.addEventListener("click", () => {
    atEnd = true;
    settle();
    room.focus();
  });
  const grown = new ResizeObserver(() => settleAfter(() => {}));
  for (const part of [room, ...room.children]) grown.observe(part);
  return {
    forget: () => {
      atEnd = true;
      before = 0;
    },
    keep: settleAfter,
  };
}
