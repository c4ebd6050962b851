/**
 * The outline of the list.  Its address says what is folded: whoever folds goes a step
 * on, and Back takes it back.  Left and right as in any tree: right unfolds a row, then
 * goes to the first in it; left folds it, then goes to what it is in.
 */
import { afterPaint } from "../ui/paint.js";
import htmx from "../vendor/htmx.js";

const FIELD = "input, textarea, select, [contenteditable]";
const region = () => document.getElementById("work-list");

/** The list as it is shown, without the panel beside it. */
const shown = () => new URL(region().getAttribute("src"), location.href);

function isShown() {
  const here = new URL(location.href);
  here.searchParams.delete("open");
  return String(here.searchParams) === String(shown().searchParams);
}

function nameIt() {
  if (isShown()) return;
  const address = shown();
  const panel = new URL(location.href).searchParams.get("open");
  if (panel) address.searchParams.set("open", panel);
  history.pushState(null, "", address);
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.requestConfig?.elt.id === "list-state") afterPaint(nameIt);
});

addEventListener("popstate", () => {
  if (isShown()) return;
  const here = new URL(location.href);
  here.searchParams.delete("open");
  const source = region().parentElement; // the region itself asks for what it showed, a form sends what is in it
  const options = { source, target: region(), swap: "morph" };
  htmx.ajax("GET", here.pathname + here.search, options);
});

const ROW_PX = 36;
const TURN = 8; // rows
const QUIET_MS = 300;
const MOST_MS = 2000; // between turns: who goes down row by row finds the next there
let usedAt = -QUIET_MS;

for (const name of ["keydown", "pointerdown"])
  addEventListener(name, () => (usedAt = performance.now()), true);

/** New rows below the screen come in turn, between what is pressed: no key waits for them. */
function comeInTurn(fragment) {
  const below = [...fragment.querySelectorAll("tr[data-row]")].slice(innerHeight / ROW_PX);
  const late = below.filter(({ id }) => !document.getElementById(id));
  for (const row of late) row.hidden = true;
  let before = performance.now();
  const next = () => late.length && afterPaint(show);
  function show() {
    const now = performance.now();
    if (now - usedAt < QUIET_MS && now - before < MOST_MS) return setTimeout(show, QUIET_MS / 4);
    before = now;
    const turn = late.splice(0, TURN);
    for (const { id } of turn) document.getElementById(id)?.removeAttribute("hidden");
    next();
  }
  next();
}

htmx.defineExtension("in-turn", {
  handleSwap(style, target, fragment) {
    comeInTurn(fragment);
    return false; // the swap itself is another's
  },
});

const rows = () => [...document.querySelectorAll(".work [data-depth]")];
const depthOf = (row) => Number(row.dataset.depth);

function goTo(row) {
  (row?.querySelector("[data-row-link]") ?? row?.querySelector(".fold"))?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function step(row, isRight) {
  const all = rows();
  const at = all.indexOf(row);
  const isInside = (other) => other && depthOf(other) > depthOf(row);
  if (isRight) goTo(isInside(all[at + 1]) ? all[at + 1] : undefined);
  else goTo(all.slice(0, at).findLast((other) => depthOf(other) < depthOf(row)));
}

document.addEventListener("keydown", (event) => {
  const isRight = event.key === "ArrowRight";
  if (!isRight && event.key !== "ArrowLeft") return;
  const isHeld = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  const row = event.target.closest?.(".work [data-depth]");
  if (!row || isHeld || event.defaultPrevented || event.target.matches(FIELD)) return;
  event.preventDefault();
  const fold = row.querySelector(".fold");
  const isFolded = fold?.getAttribute("aria-expanded") === "false";
  if (fold && isFolded === isRight) fold.click();
  else step(row, isRight);
});
