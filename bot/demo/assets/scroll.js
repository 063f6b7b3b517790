/** Keeps a chat at its newest message, unless somebody reads further up. */

const NEAR = 80;

export function scroll(room) {
  let atEnd = true;
  let before = 0;
  const settle = () => {
    if (atEnd) room.scrollTop = room.scrollHeight;
  };
  room.addEventListener("scroll", () => {
    // A picture that grows moves the end away; only somebody who scrolls up leaves it.
    const isNear = room.scrollHeight - room.scrollTop - room.clientHeight < NEAR;
    atEnd = isNear || (atEnd && room.scrollTop >= before);
    before = room.scrollTop;
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
