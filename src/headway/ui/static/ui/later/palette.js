/**
 * The palette: a combobox over a list that the server writes for what is typed, with the
 * controls of this page that have a key.  find.js opens its dialog at once, so that no
 * letter is lost, nor Enter, and fetches this.  It acts on the item of the current row, the side
 * panel or the page.  Keys of items that were open lately stay on this device; the server
 * says what they are called, to whom it may.
 */
import htmx from "../../vendor/htmx.js";
import { currentRow } from "../keys.js";
import { closeBehind, controlsWithKeys, hideUnneeded } from "./keys-list.js";

const WAIT_MS = 120;
const dialog = document.getElementById("palette");
const field = dialog.querySelector("[role=combobox]");
const list = dialog.querySelector("[role=listbox]");
let about = {}; // item, recent: what the server is told besides
let timer;
let asking; // of the last question: its end, and what stops it

const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const isOpen = () => dialog.matches(":popover-open");
const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

function choose(option) {
  for (const other of options()) other.setAttribute("aria-selected", String(other === option));
  field.setAttribute("aria-activedescendant", option?.id ?? "");
  option?.scrollIntoView({ block: "nearest" });
}

/** The controls of the page that the text names; those of rows the server knows. */
function ownOptions(text) {
  const words = text.replace(/^>/, "").toLocaleLowerCase().split(/\s+/);
  const isNamed = ({ name }) => words.every((w) => name.toLocaleLowerCase().includes(w));
  const isOfPage = ({ element }) => !element.closest("[data-row], .item, [data-palette]");
  const own = /^[@#]/.test(text) ? [] : controlsWithKeys().filter(isOfPage);
  return own.filter(isNamed).map(({ keys, name, element }, n) => {
    const option = copyOf("palette-option");
    option.id = `option-own-${n}`;
    option.querySelector(".palette-label").textContent = name;
    option.querySelector("kbd").textContent = keys.join(" ");
    option.run = () => element.click();
    return option;
  });
}

function show(html, text) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const own = ownOptions(text);
  list.replaceChildren(...page.body.children);
  if (own.length) {
    list.querySelector("[data-none]")?.remove();
    const group = copyOf("palette-own");
    group.append(...own);
    list.insertBefore(group, list.querySelector("[data-last]"));
  }
  choose(options()[0]);
}

async function ask() {
  clearTimeout(timer);
  timer = undefined;
  asking?.stop.abort();
  const stop = new AbortController();
  asking = { stop, end: answer(field.value.trim(), stop.signal) };
  await asking.end;
}

async function answer(text, signal) {
  const query = new URLSearchParams({ q: text, ...about });
  try {
    const said = await fetch(`${dialog.dataset.src}?${query}`, { signal });
    if (!said.ok || said.redirected) throw new Error(said.statusText);
    show(await said.text(), text);
  } catch (error) {
    if (error.name !== "AbortError") list.replaceChildren(copyOf("palette-failed"));
  }
}

/** Beside the list where there is one, as a link of it does; else as a page. */
function openBeside(url, item) {
  const link = Object.assign(document.createElement("a"), { href: url, hidden: true });
  link.dataset.panel = item;
  document.body.append(link);
  link.click();
  link.remove();
}

/** What on this page does the same to the same item: it knows what is shown again. */
function twin({ url, act }) {
  const place = CSS.escape(url);
  const button = `form[action="${place}"] button${act ? `[value="${CSS.escape(act)}"]` : ""}`;
  const wanted = act === undefined ? `a[data-edit-open][href="${place}"]` : button;
  return currentRow()?.querySelector(wanted) ?? document.querySelector(wanted);
}

function run(option, isBeside) {
  const { url, act, item } = option.dataset;
  dialog.hidePopover(); // and the focus is where it was
  if (option.run) option.run();
  else if (item && isBeside) openBeside(url, item);
  else if (twin(option.dataset)) twin(option.dataset).click();
  else if (act) htmx.ajax("POST", url, { source: document.body, swap: "none", values: { to: act } });
  else if (act === "") {
    const form = dialog.querySelector("[data-palette-form]");
    form.action = url;
    form.submit();
  } else location.assign(url);
}

async function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || (!step && event.key !== "Enter")) return;
  event.preventDefault();
  if (step) {
    const all = options();
    choose(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
    return;
  }
  await (timer ? ask() : asking.end);
  if (chosen() && isOpen()) run(chosen(), event.ctrlKey || event.metaKey);
}

export async function begin(page, recent, isSent) {
  const row = currentRow()?.querySelector("[data-panel]");
  const beside = new URLSearchParams(location.search).get("open");
  about = { item: row?.dataset.panel ?? page ?? beside ?? "", recent };
  list.replaceChildren();
  hideUnneeded(dialog);
  await ask();
  if (isSent && chosen() && isOpen()) run(chosen());
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT_MS);
});
field.addEventListener("keydown", onKey);
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) run(option, event.ctrlKey || event.metaKey);
});
closeBehind(dialog);
