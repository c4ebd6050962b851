/**
 * Bars by pointer: the bar itself carries its start, the grip at its end what is left,
 * the round one a link.  A mouse takes it after 4 px, a finger or pen after 300 ms in
 * which it rests: what moves earlier scrolls.  Esc returns everything.
 */
import { scrollTowards } from "./edges.js";
import { actAt, hideGrips, showGrips } from "./grips.js";
import * as hold from "./hold.js";
import * as linking from "./linking.js";
import { can } from "./speech.js";

const FAR = 4;
const LONG_PRESS_MS = 300;
const RESTING = 10;
const CLICK_MS = 50;
let droppedAt = -Infinity;
let hasLifted = false; // by the finger that is down, or was last
let press; // { bar, act, id, isMouse, from, at, timer, isOn, grabbed }; from and at are events

const barOf = ({ target }) => target.closest?.(".bar[data-can]");
const far = (one, other) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
const isWaiting = () => press && !press.isMouse;

function onDown(event) {
  if (press && !press.isOn) stop(); // a second finger: not for bars
  if (press || event.button) return;
  hasLifted = false;
  const bar = barOf(event);
  const isMouse = event.pointerType === "mouse";
  if (!bar) {
    hideGrips();
    return;
  }
  const act = actAt(event.target);
  if (isMouse && !can(bar, act)) return;
  press = { bar, act, id: event.pointerId, isMouse, from: event, at: event };
  if (isMouse) event.preventDefault(); // the browser would drag the link
  else press.timer = setTimeout(begin, LONG_PRESS_MS);
}

function begin() {
  press.isOn = true;
  press.grabbed = press.from.clientX - press.bar.ownerSVGElement.getBoundingClientRect().left;
  hasLifted = !press.isMouse;
  document.body.classList.add("is-dragging");
  if (press.act === "link") linking.from(press.bar);
  else if (can(press.bar, press.act)) hold.lift(press.bar);
  requestAnimationFrame(scrollOn);
}

function onMove(event) {
  if (!press) {
    const bar = barOf(event);
    if (bar && event.pointerType !== "touch") showGrips(bar);
    else if (!bar && event.pointerType === "mouse") hideGrips();
    return;
  }
  if (event.pointerId !== press.id) return;
  press.at = event;
  if (!press.isOn) {
    if (!press.isMouse && far(press.from, event) > RESTING) stop();
    if (!press?.isMouse || far(press.from, event) < FAR) return;
    begin();
  }
  carry();
}

/** Bring what is in hand to where the pointer is. */
function carry() {
  const { act, at, bar } = press;
  const svg = bar.ownerSVGElement.getBoundingClientRect();
  const x = at.clientX - svg.left;
  if (act === "link") {
    linking.lineTo(x, at.clientY - svg.top);
    linking.aim(document.elementFromPoint(at.clientX, at.clientY)?.closest(".bar"));
    return;
  }
  const held = hold.holding();
  if (!held) return;
  const days = (x - press.grabbed) / held.axis.width;
  if (act === "left") hold.endAt(held.end + days);
  else hold.carryTo(held.axis.snap(held.start + Math.round(days)));
}

/** Scroll for as long as the pointer is at an edge. */
function scrollOn() {
  if (!press?.isOn) return;
  if (scrollTowards(press.from, press.at)) carry();
  requestAnimationFrame(scrollOn);
}

function stop() {
  clearTimeout(press.timer);
  document.body.classList.remove("is-dragging");
  press = undefined;
  hideGrips();
}

function onUp({ pointerId }) {
  if (pointerId !== press?.id) return;
  const { isOn, act, bar, isMouse } = press;
  stop();
  let isAsked = false;
  if (isOn) {
    droppedAt = performance.now();
    isAsked = act === "link" ? linking.finish() : hold.drop();
  }
  if (!isMouse && !isAsked) showGrips(bar, true);
}

document.addEventListener("pointerdown", onDown);
document.addEventListener("pointermove", onMove);
document.addEventListener("pointerup", onUp);
document.addEventListener("pointercancel", ({ pointerId }) => {
  if (pointerId !== press?.id) return;
  if (press.isOn) hold.giveBack();
  linking.end();
  stop();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && press) {
    linking.end();
    stop();
  }
}, true);
// the click that ends a drag is none
document.addEventListener("click", (event) => {
  if (performance.now() - droppedAt > CLICK_MS) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

// while a finger rests on a bar or carries it, the browser does nothing else with it
const unless = (isOurs) => (event) => isOurs() && event.cancelable && event.preventDefault();
for (const name of ["touchmove", "touchend"])
  document.addEventListener(name, unless(() => hasLifted), { passive: false });
for (const name of ["contextmenu", "selectstart", "dragstart"])
  document.addEventListener(name, unless(isWaiting));
