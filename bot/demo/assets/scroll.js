/** Keeps a chat at its newest message, unless somebody reads further up. */

const NEAR = 80;

export function scroll(room) {
  let atEnd = true;
  const settle = () => {
    if (atEnd) room.scrollTop = room.scrollHeight;
  };
  room.addEventListener("scroll", () => {
    atEnd = room.scrollHeight - room.scrollTop - room.clientHeight < NEAR;
  });
  new ResizeObserver(settle).observe(room);
  room.addEventListener("load", settle, true);
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
