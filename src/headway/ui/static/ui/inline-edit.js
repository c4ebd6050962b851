/**
 * Editing in place.  <td data-edit="/address/of/the/form"><button data-edit-open>4 h
 * </button></td>: the button (or e, F2 in its row) fetches the form into the cell.
 * Enter saves, Tab saves and opens the next cell, Esc restores, leaving saves what was
 * changed.  The form posts by htmx and answers with the cell's new content, or, 422,
 * with itself, an error under the field and the text kept.
 */
import htmx from "../vendor/htmx.js";

const shown = new WeakMap(); // cell -> what it held before the form
const next = new WeakMap(); // cell -> the cell that Tab leads to

const cellOf = (element) => element.closest?.("[data-edit]");
const fieldOf = (cell) => cell.querySelector("form :is(input:not([type=hidden]), select, textarea)");
const isOpen = (cell) => Boolean(cell?.querySelector("form"));
const buttonOf = (cell) => cell.querySelector("[data-edit-open]");

async function open(cell) {
  if (isOpen(cell)) return;
  const before = [...cell.childNodes];
  await htmx.ajax("GET", cell.dataset.edit, { source: cell, target: cell, swap: "innerHTML" });
  if (!isOpen(cell)) return;
  shown.set(cell, before);
  const field = fieldOf(cell);
  field.focus();
  field.select?.();
}

function restore(cell) {
  cell.replaceChildren(...shown.get(cell));
  shown.delete(cell);
}

function save(cell) {
  if (cell.ariaBusy === "true") return;
  cell.ariaBusy = "true";
  cell.querySelector("form").requestSubmit();
}

function neighbour(cell, step) {
  const cells = [...document.querySelectorAll("[data-edit]")];
  return cells[cells.indexOf(cell) + step];
}

function hasChanged(cell) {
  const field = fieldOf(cell);
  const before = field.defaultValue ?? field.querySelector("[selected]")?.value ?? "";
  return field.value !== before;
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-edit-open]")) open(cellOf(target));
});

document.addEventListener("keydown", (event) => {
  const cell = cellOf(event.target);
  if (isOpen(cell)) {
    if (event.key === "Escape") {
      restore(cell);
      buttonOf(cell)?.focus();
    } else if (event.key === "Tab") {
      next.set(cell, neighbour(cell, event.shiftKey ? -1 : 1));
      save(cell);
    } else return;
    event.preventDefault();
  } else if (["F2", "e"].includes(event.key) && !event.target.matches("input, select, textarea")) {
    const row = event.target.closest?.("[data-row]") ?? document.querySelector("[data-row][data-current]");
    const button = buttonOf(cell ?? row ?? document);
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    button.click();
  }
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const cell = cellOf(target);
  if (!isOpen(cell) || cell.ariaBusy === "true" || cell.contains(relatedTarget)) return;
  if (!relatedTarget && !document.hasFocus()) return; // another window, not another field
  if (hasChanged(cell)) save(cell);
  else restore(cell);
});

// the answer has arrived: the value, or the form with its error
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  const cell = cellOf(detail.target ?? target);
  if (!cell || detail.requestConfig.verb === "get") return;
  cell.ariaBusy = null;
  if (detail.failed && isOpen(cell)) fieldOf(cell).focus();
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const cell = cellOf(target);
  if (!cell) return;
  if (isOpen(cell)) {
    if (cell.querySelector("[aria-invalid]")) fieldOf(cell).focus();
    return;
  }
  const following = next.get(cell);
  next.delete(cell);
  if (following) open(following);
  else if (document.activeElement === document.body) buttonOf(cell)?.focus();
});
