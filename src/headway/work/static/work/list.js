/** The list and the item page: menus that close, forms that empty after they were sent. */
import { currentRow } from "../ui/keys.js";
import "./conversation.js";
import "./files.js";

function close(menu) {
  const had = menu.contains(document.activeElement);
  menu.open = false;
  if (had) menu.querySelector("summary").focus();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("[data-drop][open]"))
    if (menu !== except) close(menu);
}

document.addEventListener("click", (event) => {
  const { target } = event;
  // without scripts this link leads to a page of its own
  if (target.closest?.("a[data-edit-open]")) event.preventDefault();
  closeMenus(target.closest?.("[data-drop]"));
  const anchor = target.closest?.("a[href='#add-title']");
  if (anchor) requestAnimationFrame(() => document.getElementById("add-title").focus());
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("[data-drop][open]");
  if (!menu) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  close(menu);
}, true);

function takeFocus({ target }) {
  if (!target.matches(":is([data-drop], .adder)[open]")) return;
  target.querySelector("form :is(input:not([type=hidden]), select, button)")?.focus();
  target.querySelector("[data-copied]")?.select(); // and it has the focus
}
document.addEventListener("toggle", takeFocus, true); // of what comes open, too
// that event is a task of its own, behind the first key of who types at once
const opened = new MutationObserver((changes) => changes.forEach(takeFocus));
opened.observe(document.body, { attributeFilter: ["open"], subtree: true });

// what leads on from the row before one's eyes, or from the first
document.addEventListener("click", (event) => {
  const { href } = event.target.closest?.("a[data-of-row]") ?? {};
  if (!href) return;
  event.preventDefault();
  const row = currentRow() ?? document.querySelector("[data-row]:has(a[data-panel])");
  const link = row?.querySelector("a[data-panel]");
  if (link) location.assign(href.replace("KEY", link.dataset.panel));
});

// without a permission, and on hosts without https: the field is there to copy from, too
document.addEventListener("click", ({ target }) => {
  const { copy, notCopied } = target.closest?.("[data-copy]")?.dataset ?? {};
  if (!copy) return;
  target.parentElement.querySelector("[data-copied]").select();
  const said = document.execCommand("copy") ? copy : notCopied;
  document.getElementById("announcer").textContent = target.textContent = said;
});

// columns change places at once; without scripts each step is a page
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-columns] [name=move]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("li");
  const isUp = button.value.endsWith(":up");
  const other = isUp ? row.previousElementSibling : row.nextElementSibling;
  if (isUp) other?.before(row);
  else other?.after(row);
  button.focus();
});

document.addEventListener("submit", ({ target }) => {
  if (target.closest("[data-drop]")) closeMenus();
});

/** What was typed is gone, and what was said of it, too. */
function empty(form) {
  form.reset();
  const field = form.querySelector("input[name=title]");
  if (!field) return;
  field.value = field.defaultValue = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Several lines are no title: they go to the page that makes items of them. */
document.addEventListener("paste", (event) => {
  const page = event.target.closest?.("form")?.dataset.pastes;
  const text = event.clipboardData?.getData("text/plain").trimEnd() ?? "";
  if (!page || !event.target.matches("[name=title]") || !text.includes("\n")) return;
  event.preventDefault();
  const form = event.target.form.cloneNode(true);
  const area = document.createElement("textarea");
  Object.assign(area, { name: "text", value: text });
  form.append(area);
  Object.assign(form, { action: page, hidden: true, id: "" });
  form.elements.project.value = event.target.form.elements.project.value;
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
});

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  const isChoice = detail.requestConfig.formData?.has("instead"); // of who is meant
  const isTaken = detail.successful && detail.xhr.status < 400 && !isChoice; // else what was typed stays
  if (isTaken && target.matches("form[data-resets]")) empty(target);
});
