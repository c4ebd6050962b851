/** Cards by mouse, pen and finger; a finger has to rest on a card before it lifts it. */
import { bringBack, carried, drop, lift } from "./carry.js";
import { board, cardsOf, columns, linkOf, put } from "./places.js";

const FAR_PX = 4;
const REST_MS = 300;
const EDGE_PX = 48;
const STEP_PX = 14;
let pressed;
let scrolling;

function begin() {
  const { card, x, y } = pressed;
  clearTimeout(pressed.resting);
  getSelection()?.removeAllRanges();
  const { left, top, width } = card.getBoundingClientRect();
  const ghost = card.cloneNode(true);
  for (const name of ["id", "data-row", "data-card", "data-subject", "data-src", "data-current"])
    ghost.removeAttribute(name);
  ghost.inert = true;
  ghost.classList.add("card-ghost");
  ghost.style.width = `${width}px`;
  document.body.append(ghost);
  pressed = { ...pressed, ghost, dx: x - left, dy: y - top };
  lift(card);
  card.classList.add("is-dragged");
  follow(x, y);
}

/** Bring ghost and card where the pointer is. */
function follow(x, y) {
  const { ghost, dx, dy, card } = pressed;
  ghost.style.transform = `translate(${x - dx}px, ${y - dy}px)`;
  const column = columns().find((each) => {
    const { left, right } = each.getBoundingClientRect();
    return x >= left && x < right;
  });
  if (!column) return;
  const others = cardsOf(column).filter((each) => each !== card);
  const isBelow = (each) => {
    const { top, height } = each.getBoundingClientRect();
    return y < top + height / 2;
  };
  put(card, column, others.find(isBelow) ?? null);
}

/** Scroll at the edges for as long as the pointer stays there. */
function scroll() {
  const { x, y } = pressed;
  const frame = board().getBoundingClientRect();
  const near = (at, from, to) => (at < from + EDGE_PX ? -STEP_PX : at > to - EDGE_PX ? STEP_PX : 0);
  const across = near(x, Math.max(0, frame.left), Math.min(innerWidth, frame.right));
  board().scrollBy(across, 0);
  scrollBy(0, near(y, 0, innerHeight));
  follow(x, y);
  scrolling = requestAnimationFrame(scroll);
}

function end(act) {
  cancelAnimationFrame(scrolling);
  clearTimeout(pressed?.resting);
  const { ghost, card } = pressed ?? {};
  pressed = undefined;
  if (!ghost) return;
  ghost.remove();
  if (carried()) act();
  card.classList.remove("is-dragged");
  linkOf(card)?.focus({ preventScroll: true });
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }));
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest?.(".board .card[data-movable]");
  if (!card || event.button !== 0 || event.target.closest("[data-move]") || pressed) return;
  if (carried()) bringBack();
  const { clientX: x, clientY: y, pointerType, pointerId } = event;
  pressed = { card, x, y, startX: x, startY: y, pointerId, isTouch: pointerType === "touch" };
  if (pressed.isTouch)
    pressed.resting = setTimeout(() => {
      begin();
      scrolling = requestAnimationFrame(scroll);
    }, REST_MS);
});

document.addEventListener("pointermove", (event) => {
  if (!pressed || event.pointerId !== pressed.pointerId) return;
  pressed.x = event.clientX;
  pressed.y = event.clientY;
  if (pressed.ghost) return follow(pressed.x, pressed.y);
  const far = Math.hypot(pressed.x - pressed.startX, pressed.y - pressed.startY) >= FAR_PX;
  if (!far) return;
  if (pressed.isTouch) return end(bringBack); // it scrolls
  begin();
  scrolling = requestAnimationFrame(scroll);
});

document.addEventListener("pointerup", () => end(drop));
document.addEventListener("pointercancel", () => end(bringBack));
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.(".board .card")) event.preventDefault();
});
document.addEventListener("contextmenu", (event) => {
  if (pressed?.isTouch) event.preventDefault();
});
// a lifted card is carried, the page under it does not scroll
document.addEventListener("touchmove", (event) => {
  if (pressed?.ghost) event.preventDefault();
}, { passive: false });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !pressed?.ghost) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  end(bringBack);
}, true);
