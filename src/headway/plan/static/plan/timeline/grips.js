/**
 * What a bar can be taken by: the grip at its end says what is left, the round one links.
 * The mouse sees them over a bar; for fingers they stay where one was tapped or lifted.
 */
import { element } from "./ghosts.js";
import { can } from "./speech.js";

const ROW = 28;
const FINGER = 44;

const endOf = (rect) => Number(rect.getAttribute("x")) + Number(rect.getAttribute("width"));

function grip(name, shape, hit) {
  const made = element("g", { class: `grip grip-${name}` });
  if (hit) made.append(element("rect", { class: "hit", y: 0, height: ROW, ...hit }));
  made.append(shape);
  return made;
}

/** Show the grips of a bar, and of no other; `isWide` gives fingers room. */
export function showGrips(bar, isWide) {
  if (bar.querySelector(".grip")) return;
  hideGrips();
  const solid = bar.querySelector("rect.sure");
  const last = bar.querySelector("rect.fade") ?? solid;
  if (!solid) return;
  const end = endOf(solid);
  const round = Math.max(endOf(last) + 1, isWide ? end + FINGER : 0);
  const half = FINGER / 2;
  if (can(bar, "left")) {
    const shape = element("rect", { x: end - 3, y: 6, width: 6, height: 16, rx: 3 });
    bar.append(grip("left", shape, isWide && { x: end - half, width: FINGER }));
  }
  if (can(bar, "link")) {
    const shape = element("circle", { cx: round, cy: 14, r: 5 });
    bar.append(grip("link", shape, isWide && { x: round - half, width: FINGER }));
  }
}

export function hideGrips() {
  for (const made of document.querySelectorAll(".grip")) made.remove();
}

/** What is done to a bar that is taken there. */
export function actAt(target) {
  const taken = target.closest?.(".grip")?.classList;
  if (!taken) return "move";
  return taken.contains("grip-left") ? "left" : "link";
}
