/**
 * Editing in place.  <td data-edit="/address/of/the/form"><button data-edit-open>4 h
 * </button></td>: the button (or e, F2 in its row) fetches the form into the cell.
 * Enter saves, Tab saves and opens the next cell, Esc restores, leaving saves what was
 * changed.  The form posts by htmx and answers with the cell's new content, or, 422,
 * with itself, an error under the field and the text kept.
 */
import htmx from "../vendor/htmx.js";

const editing = new Map(); // cell -> what it held before, whether it saves, what is next

let typed; // while a form is on its way

const cellOf = (element) => element.closest?.("[data-edit]");
const formOf = (cell) => cell.querySelector("form");
const fieldOf = (cell) =>
  cell.querySelector("form :is(input:not([type=hidden]), select, textarea)");
const buttonOf = (scope) => scope.querySelector("[data-edit-open]");

async function open(cell) {
  if (editing.has(cell)) return;
  editing.set(cell, { before: [...cell.childNodes] });
  const options = { source: cell, target: cell, swap: "innerHTML settle:0ms" };
  typed = "";
  await htmx.ajax("GET", cell.dataset.edit, options).catch(() => {}); // nothing came
  const early = typed;
  typed = undefined;
  if (!formOf(cell)) return editing.delete(cell);
  fieldOf(cell).focus();
  fieldOf(cell).select?.();
  const text = early.replace("\n", "");
  if (text) document.execCommand("insertText", false, text);
  if (text !== early) formOf(cell).requestSubmit();
}

// what is typed before the field is there belongs into it; Enter alone says nothing
document.addEventListener("keydown", (event) => {
  if (typed === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!typed.endsWith("\n")) {
    if (event.key.length === 1) typed += event.key;
    if (event.key === "Enter" && typed) typed += "\n";
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

function restore(cell) {
  const { before } = editing.get(cell);
  editing.delete(cell); // first: taking the field away makes it lose the focus
  cell.replaceChildren(...before);
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

function onKeyInCell(event, cell) {
  if (event.key === "Escape") {
    restore(cell);
    buttonOf(cell)?.focus();
  } else if (event.key === "Tab") {
    editing.get(cell).next = neighbour(cell, event.shiftKey ? -1 : 1);
    formOf(cell).requestSubmit();
  } else if (event.key === "Enter" && event.target.matches("input") && !event.isComposing) {
    formOf(cell).requestSubmit(); // browsers do not where the input is a date
  } else return;
  event.preventDefault();
}

function onEditKey(event, cell) {
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  if (isHeld || event.target.matches("input, select, textarea")) return;
  const row = event.target.closest?.("[data-row]") ?? document.querySelector("[data-current]");
  const button = buttonOf(cell ?? row ?? document);
  if (!button) return;
  event.preventDefault();
  button.click();
}

/** The answer has arrived: the value, or the form again with its error. */
function onAnswer(cell) {
  const state = editing.get(cell);
  if (formOf(cell)) {
    if (state.saving) fieldOf(cell).focus();
    state.saving = false;
    if (state.again) formOf(cell).requestSubmit();
    state.again = false;
    return;
  }
  editing.delete(cell);
  if (state.next) open(state.next);
  else if (document.activeElement === document.body) buttonOf(cell)?.focus();
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-edit-open]")) open(cellOf(target));
});
document.addEventListener("keydown", (event) => {
  const cell = cellOf(event.target);
  if (cell && formOf(cell)) onKeyInCell(event, cell);
  else if (event.key === "F2" || event.key === "e") onEditKey(event, cell);
});
document.addEventListener("submit", (event) => {
  const state = editing.get(cellOf(event.target));
  if (!state) return;
  if (state.saving) {
    // the answer is in the page, but htmx has not seen its form yet: once it has
    event.preventDefault();
    event.stopImmediatePropagation();
    state.again = true;
  }
  state.saving = true;
}, true);
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const cell = cellOf(target);
  const state = editing.get(cell);
  const isLeaving = state && target.closest("form") && !cell.contains(relatedTarget);
  if (!isLeaving || state.saving) return;
  if (!relatedTarget && !document.hasFocus()) return; // another window, not another field
  if (hasChanged(cell)) formOf(cell).requestSubmit();
  else restore(cell);
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const cell = cellOf(target);
  const isEcho = target.matches(".inline-hint"); // no answer: the form stays
  if (editing.get(cell) && !isEcho) onAnswer(cell);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const cell = cellOf(detail.elt);
  const state = editing.get(cell);
  if (!state || !detail.failed || detail.xhr.status === 422) return;
  state.saving = false; // the text stays; toast.js says what happened
  fieldOf(cell)?.focus();
});
