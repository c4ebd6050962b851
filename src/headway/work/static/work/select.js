/**
 * Selecting rows of the list: [data-select="item"], "group" or "all", checkboxes of the
 * form #bulk.  A group or all stands for what matches there, also on other pages; once a
 * row of it is left out, only the rows seen so far are selected.  The server says how
 * many.  select-pages.js keeps what is selected on other pages.
 */
import htmx from "../vendor/htmx.js";

const WAIT_MS = 80;
export const BOX = "[data-select]";
export const bar = () => document.getElementById("bulk");
const boxes = (kind, scope = document) => [...scope.querySelectorAll(`[data-select="${kind}"]`)];
const boxIn = (row) => row?.querySelector(BOX);
export const beyond = () => document.getElementById("bulk-beyond"); // boxes of rows on other pages
let waiting;
let last; // the row that was selected last

export function mark(all, isChecked) {
  for (const box of all) box.checked = isChecked;
}

/** Show of groups, and of all, whether some of their rows are selected. */
function showParts() {
  for (const head of [...boxes("group"), ...boxes("all")]) {
    const scope = head.dataset.select === "all" ? document : (head.closest("tbody") ?? beyond());
    head.indeterminate = !head.checked && boxes("item", scope).some((box) => box.checked);
  }
}

export function ask() {
  showParts();
  clearTimeout(waiting);
  waiting = setTimeout(askNow, WAIT_MS);
}

function askNow() {
  if (!bar() || !document.querySelector(`${BOX}:checked`)) return;
  const said = document.getElementById("bulk-said"); // its form says what is selected: an address would grow too long
  htmx.ajax("POST", bar().dataset.summary, { source: said, target: said, swap: "morph:innerHTML" });
}

export function select(box) {
  const kind = box.dataset.select;
  if (kind === "all") mark([...boxes("group"), ...boxes("item")], box.checked);
  if (kind === "group") mark(boxes("item", box.closest("tbody")), box.checked);
  if (kind !== "all" && !box.checked) mark(boxes("all"), false);
  if (kind === "item" && !box.checked) mark(boxes("group", box.closest("tbody")), false);
  ask();
}

const rows = () => [...document.querySelectorAll("[data-row]")].filter(boxIn);

/** Select all rows from the one that was selected last to this one. */
function selectTo(row) {
  const all = rows();
  const [from, to] = [all.indexOf(last), all.indexOf(row)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const each of all.slice(from, to + 1)) boxIn(each).checked = boxIn(row).checked;
}

/** Go a row on and take it into the selection; on the way back leave it out again. */
function extend(row, step) {
  const all = rows();
  const next = all[all.indexOf(row) + step];
  if (!next) return;
  const isBack = boxIn(row).checked && boxIn(next).checked && last !== row;
  boxIn(row).checked = !isBack;
  boxIn(next).checked = true;
  if (!isBack) last ??= row;
  select(boxIn(row));
  next.querySelector("[data-row-link]").focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const row = event.target.matches?.('[data-select="item"]') && event.target.closest("tr");
  if (!row) return;
  if (event.shiftKey) selectTo(row);
  last = row;
});
document.addEventListener("change", ({ target }) => {
  if (target.matches(BOX)) select(target);
});
document.addEventListener("reset", ({ target }) => {
  if (target === bar()) setTimeout(ask);
  last = undefined;
});
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target.closest?.("[data-row]");
  if (!step || !event.shiftKey || !boxIn(row) || !event.target.matches(`a, ${BOX}`)) return;
  event.preventDefault();
  extend(row, step);
}, true);
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Enter" && event.target.matches("input") && event.target.closest("#bulk .drop");
  if (!menu) return;
  event.preventDefault(); // else the first button of the form would be pressed
  menu.querySelector("button").click();
});
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (target !== bar() || !detail.successful || detail.xhr.status >= 400) return;
  for (const menu of bar().querySelectorAll(".drop[open]")) menu.open = false;
  for (const field of bar().querySelectorAll(".drop-body input")) field.value = "";
  mark([...boxes("group"), ...boxes("all")], false); // what they stand for is another now
  if (detail.requestConfig.path.includes("/deletion/")) beyond().replaceChildren();
  ask();
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id !== "bulk-said") ask();
});
