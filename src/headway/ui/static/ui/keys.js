/**
 * The keyboard.  A control that has a key says so itself, aria-keyshortcuts="d", and is
 * clicked by it: in a toast or what is selected, the current row, the panel, the page.
 * Single keys work while no field has the focus, and not at all where people
 * switched them off.
 */
import { preference } from "./preferences.js";

const GO_MS = 1500;
const HINT_MS = 400;
const FIELD = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const root = document.documentElement;
let going;

const keysList = async () => (await import("./later/keys-list.js")).keysList();

const isField = (element) => element.matches?.(FIELD);
const isShown = (element) =>
  "everywhere" in element.dataset || element.checkVisibility();
const linkOf = (row) => row?.querySelector("[data-row-link], a[href]");

export const currentRow = () =>
  document.activeElement?.closest("[data-row]") ??
  document.querySelector("[data-row][data-current]");

export function makeCurrent(row) {
  for (const other of document.querySelectorAll("[data-current]"))
    if (other !== row) delete other.dataset.current;
  if ("current" in row.dataset) return;
  row.dataset.current = "";
  row.dispatchEvent(new CustomEvent("row:current", { bubbles: true }));
}

function moveRow(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (step < 0) rows.reverse();
  const next = rows.slice(rows.indexOf(currentRow()) + 1).find(isShown); // no more is laid out
  linkOf(next)?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function controlFor(combination) {
  const named = (scope) =>
    [...(scope?.querySelectorAll(`[aria-keyshortcuts~="${CSS.escape(combination)}"]`) ?? [])];
  const panel = document.querySelector(".side-panel:not([hidden])");
  const onPage = named(document).filter((e) => !e.closest("[data-row], .side-panel") && isShown(e));
  const latest = onPage.findLast((e) => e.closest(".toast, .bulk"));
  return latest ?? named(currentRow()).find(isShown) ?? named(panel).find(isShown) ?? onPage[0];
}

function combinationOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const chord = (ctrlKey || metaKey ? "Control+" : "") + (altKey ? "Alt+" : "");
  const held = chord && shiftKey ? `${chord}Shift+` : chord;
  return held + (held && key.length === 1 ? key.toUpperCase() : key);
}

function stopGoing() {
  clearTimeout(going?.end);
  clearTimeout(going?.hint);
  going = undefined;
  delete root.dataset.going;
}

function startGoing() {
  const hint = setTimeout(() => (root.dataset.going = ""), HINT_MS);
  going = { end: setTimeout(stopGoing, GO_MS), hint };
}

const PLAIN = {
  j: () => moveRow(1),
  k: () => moveRow(-1),
  g: startGoing,
  "?": keysList,
  Enter: () => linkOf(currentRow())?.click(),
  F6: () => {
    const places = [linkOf(currentRow()), ...document.querySelectorAll(".bulk, .side-panel")];
    const shown = places.filter((e) => e && isShown(e));
    const at = shown.findLastIndex((e) => e.contains(document.activeElement));
    shown[(Math.max(at, 0) + 1) % shown.length]?.focus();
  },
  Escape: () => dispatchEvent(new Event("panel:close")),
};
const ARROWS = { ArrowDown: 1, ArrowUp: -1 };

function press(event) {
  const combination = combinationOf(event);
  const isSingle = combination.length === 1;
  if (isSingle && preference("keys") === "off") return false;
  if (going) {
    const entry = document.querySelector(`[data-go="${CSS.escape(combination)}"]`);
    stopGoing();
    entry?.click();
    return Boolean(entry);
  }
  const focused = document.activeElement;
  if (ARROWS[combination] && focused.matches("[data-row] a")) {
    moveRow(ARROWS[combination]);
    return true;
  }
  if (combination === "Enter" && focused !== document.body) return false;
  if (combination === "Escape" && document.querySelector(":popover-open")) return false;
  const control = controlFor(combination);
  const act = control ? () => control.click() : PLAIN[combination];
  act?.();
  return Boolean(act);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (isField(event.target) && combinationOf(event) !== "Control+K") return;
  if (document.querySelector("dialog:is([open], :popover-open)")) return;
  if (press(event)) event.preventDefault();
});
document.addEventListener("focusin", ({ target }) => {
  const row = target.closest?.("[data-row]");
  if (row) makeCurrent(row);
});
document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-keys-list]")) keysList();
});
