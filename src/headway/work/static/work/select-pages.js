/**
 * What is selected stays so on the other pages of the same list, and after Back and a
 * reload: boxes of rows that this page does not show stand hidden in #bulk-beyond.
 */
import { ask, bar, beyond, BOX, mark, select } from "./select.js";

const STORE = "headway:selected"; // of this tab

/** The list at an address, whichever of its pages and whatever is open beside it. */
function listAt(address) {
  const { pathname, searchParams } = new URL(address, location.href);
  for (const name of ["after", "open"]) searchParams.delete(name);
  return `${pathname}?${searchParams}`;
}

function boxOf([name, value]) {
  const shown = document.querySelector(`${BOX}[name="${name}"][value="${CSS.escape(value)}"]`);
  if (shown) return shown;
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", hidden: true, name, value });
  box.dataset.select = name;
  beyond().append(box);
  return box;
}

function takeUp() {
  const [list, chosen] = JSON.parse(sessionStorage.getItem(STORE) ?? "[]");
  if (!bar() || list !== listAt(location.href)) return;
  beyond().replaceChildren();
  mark(document.querySelectorAll(BOX), false);
  for (const box of chosen.map(boxOf)) {
    box.checked = true;
    if (!beyond().contains(box)) select(box);
  }
  ask();
}

addEventListener("pagehide", () => {
  if (!bar()) return;
  const chosen = [...document.querySelectorAll(`${BOX}:checked`)];
  const said = [listAt(location.href), chosen.map(({ name, value }) => [name, value])];
  sessionStorage.setItem(STORE, JSON.stringify(said));
});
addEventListener("pageshow", ({ persisted }) => {
  const [{ type }] = performance.getEntriesByType("navigation"); // or back_forward, reload
  const { referrer } = document;
  const isPaged = referrer && listAt(referrer) === listAt(location.href);
  if (persisted || type !== "navigate" || isPaged) takeUp();
});
