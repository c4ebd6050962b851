/**
 * The filter as rows (#filter-rows) beside its text (#filter-text): each follows the
 * other while it is written.  The server knows the language; without scripts the rows are
 * a form of their own.
 */
import htmx from "../vendor/htmx.js";

const WAIT_MS = 150;
const rows = () => document.getElementById("filter-rows");
const text = () => document.getElementById("filter-text");
const isOpen = () => rows()?.dataset.source !== undefined;
let waiting;

function follow() {
  const source = new URL(rows().dataset.source, location.href);
  source.searchParams.set("q", text().value);
  const options = { source: text(), target: "#filter-rows", swap: "outerHTML" };
  htmx.ajax("GET", source.pathname + source.search, options);
}

document.addEventListener("input", ({ target }) => {
  clearTimeout(waiting);
  if (target === text() && isOpen()) waiting = setTimeout(follow, WAIT_MS);
  if (target.name === "v" && rows()?.contains(target)) offer(target);
});

/** Offer what could be the value that is being written. */
async function offer(field) {
  const [name, operator] = ["f", "o"].map((part) => field.closest(".rows-row").querySelector(`[name=${part}]`).value);
  const written = `${name} ${operator === "in" || operator === "not in" ? "=" : operator} ${field.value}`;
  const source = document.querySelector("filter-box").getAttribute("src");
  const answer = await fetch(`${source}?${new URLSearchParams({ q: written })}`);
  if (!answer.ok) return;
  const { offers } = await answer.json();
  field.list?.replaceChildren(...offers.map((each) => new Option(each.label, each.text)));
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const button = detail.requestConfig?.elt;
  if (detail.target?.id !== "filter-rows" || button === text() || !button?.closest) return;
  if (button.id !== "filter-rows") text().value = rows().dataset.text;
  const fields = [...rows().querySelectorAll("[name=f]")];
  if (button.name === "add") fields.find((field) => !field.value)?.focus();
  if (button.name === "remove") (fields[button.value] ?? fields.at(-1))?.focus();
  if (button.id === "filter-rows") fields[0]?.focus();
});
