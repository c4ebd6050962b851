/**
 * Bars by pointer: the bar itself carries its start, the grip at its end what is left,
 * the round one a link.  Nothing happens before 4 px; Esc returns everything.
 */
import { element } from "./ghosts.js";
import * as hold from "./hold.js";
import * as linking from "./linking.js";
import { can } from "./speech.js";

const FAR = 4;
const EDGE = 40;
const CLICK_MS = 50;
let droppedAt = -Infinity;
let press; // { bar, act, x, y, isOn }

/** Show what a bar can be taken by, while the pointer is over it. */
function showGrips(bar) {
  if (bar.querySelector(".grip") || press) return;
  hideGrips();
  const solid = bar.querySelector("rect.sure");
  const last = bar.querySelector("rect.fade") ?? solid;
  const endOf = (rect) => Number(rect.getAttribute("x")) + Number(rect.getAttribute("width"));
  if (can(bar, "left") && solid)
    bar.append(element("rect", { class: "grip grip-left", x: endOf(solid) - 3, y: 6, width: 6, height: 16, rx: 3 }));
  if (can(bar, "link") && last)
    bar.append(element("circle", { class: "grip grip-link", cx: endOf(last) + 1, cy: 14, r: 5 }));
}

function hideGrips() {
  for (const grip of document.querySelectorAll(".grip")) grip.remove();
}

function onDown(event) {
  const bar = event.target.closest?.(".bar[data-can]");
  if (!bar || event.button || event.pointerType === "touch") return;
  const grip = event.target.classList;
  const act = grip.contains("grip-left") ? "left" : grip.contains("grip-link") ? "link" : "move";
  if (!can(bar, act)) return;
  press = { bar, act, x: event.clientX, y: event.clientY };
  event.preventDefault(); // the browser would drag the link
}

function begin() {
  press.isOn = true;
  document.body.classList.add("is-dragging");
  if (press.act === "link") linking.from(press.bar);
  else hold.lift(press.bar);
}

function onMove(event) {
  if (!press) {
    const bar = event.target.closest?.(".bar[data-can]");
    if (bar && event.pointerType !== "touch") showGrips(bar);
    else if (!bar) hideGrips();
    return;
  }
  const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
  if (!press.isOn && far < FAR) return;
  if (!press.isOn) begin();
  scrollAtEdge(event);
  const svg = press.bar.ownerSVGElement.getBoundingClientRect();
  const x = event.clientX - svg.left;
  if (press.act === "link") {
    linking.lineTo(x, event.clientY - svg.top);
    linking.aim(document.elementFromPoint(event.clientX, event.clientY)?.closest(".bar"));
    return;
  }
  const held = hold.holding();
  if (press.act === "left") hold.endAt(held.axis.days(x));
  else {
    press.from ??= press.x - svg.left;
    hold.carryTo(held.axis.snap(held.start + Math.round((x - press.from) / held.axis.width)));
  }
}

function scrollAtEdge({ clientX }) {
  const scroller = document.querySelector(".timeline");
  const { left, right } = scroller.getBoundingClientRect();
  const names = scroller.querySelector(".timeline-corner").offsetWidth;
  if (clientX > right - EDGE) scroller.scrollLeft += EDGE / 2;
  else if (clientX < left + names + EDGE) scroller.scrollLeft -= EDGE / 2;
}

function stop() {
  document.body.classList.remove("is-dragging");
  press = undefined;
  hideGrips();
}

function onUp() {
  if (!press) return;
  const { isOn, act } = press;
  stop();
  if (!isOn) return;
  droppedAt = performance.now();
  if (act === "link") linking.finish();
  else hold.drop();
}

document.addEventListener("pointerdown", onDown);
document.addEventListener("pointermove", onMove);
document.addEventListener("pointerup", onUp);
document.addEventListener("pointercancel", () => {
  if (press?.isOn) hold.giveBack();
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
