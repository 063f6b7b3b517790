/** Keeps a chat at its newest message, unless somebody reads further up; `down` then leads back. */

const NEAR = 80;

export function scroll(room, down) {
  let atEnd = true;
  let before = 0;
  const away = () => room.scrollHeight - room.scrollTop - room.clientHeight >= NEAR;
  const settle = () => {
    if (atEnd) room.scrollTop = room.scrollHeight;
    down.hidden = atEnd || !away();
  };
  room.addEventListener("scroll", () => {
    // A picture that grows moves the end away; only somebody who scrolls up leaves it.
    atEnd = !away() || (atEnd && room.scrollTop >= before);
    before = room.scrollTop;
    down.hidden = atEnd;
  });
  down.addEventListener("click", () => {
    atEnd = true;
    settle();
    room.focus();
  });
  const grown = new ResizeObserver(settle);
  for (const part of [room, ...room.children]) grown.observe(part);
  return {
    forget: () => {
      atEnd = true;
    },
    keep: (change) => {
      change();
      settle();
    },
  };
}
