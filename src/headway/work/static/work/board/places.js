/** Where cards are and go.  The server orders them: a card says its column and rank. */
import htmx from "../../vendor/htmx.js";

const HEADS_MS = 250;
let asking;

export const board = () => document.querySelector(".board");
export const columns = () => [...document.querySelectorAll(".board > .column")];
export const columnOf = (card) => card.closest(".column");
export const cardsOf = (column) => [...column.querySelectorAll(":scope > .cards > .card")];
export const linkOf = (card) => card?.querySelector(".card-title");

/** Put a card into a column before another one, or last. */
export function put(card, column, before = null) {
  const list = column.querySelector(".cards");
  if (before !== card && (card.parentElement !== list || card.nextElementSibling !== before))
    list.insertBefore(card, before);
}

export const placeOf = (card) => ({ column: columnOf(card), before: card.nextElementSibling });

/** What a place is called for those who do not see it. */
export function wordsOf(card) {
  const column = columnOf(card);
  const cards = cardsOf(column);
  const place = cards.indexOf(card) + 1;
  const { name } = column.dataset;
  return { key: card.dataset.card, column: name, place, count: cards.length };
}

export function say(name, values) {
  const pattern = document.getElementById("board-words").dataset[name];
  const text = pattern.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  document.getElementById("announcer").textContent = text;
}

/** Bring a card where its column and rank say, among the others; false if it was there. */
export function settle(card) {
  const column = document.getElementById(`column-${card.dataset.column}`);
  if (!column) {
    card.remove();
    return true;
  }
  const rank = BigInt(card.dataset.rank);
  const behind = (other) => other !== card && BigInt(other.dataset.rank) > rank;
  const before = cardsOf(column).find(behind) ?? null;
  const { column: from, before: next } = placeOf(card);
  if (from === column && next === before) return false;
  const focused = card.contains(document.activeElement) ? document.activeElement : null;
  put(card, column, before);
  focused?.focus({ preventScroll: true });
  return from !== column;
}

/** Ask for the heads of the columns, whose counts are the server's. */
export function freshHeads() {
  clearTimeout(asking);
  asking = setTimeout(() => {
    const source = board()?.dataset.heads;
    if (source) htmx.ajax("GET", source, { source: document.body, swap: "none" });
  }, HEADS_MS);
}

/** Tell the server where somebody put a card; where it refuses, the card goes back. */
export async function send(card, from) {
  const column = columnOf(card);
  const beside = (sibling) => (sibling?.matches(".card") ? sibling.dataset.card : "");
  const values = { to: column.dataset.columnOf };
  if (!("isDone" in column.dataset)) {
    values.after = beside(card.previousElementSibling);
    if (!values.after) values.before = beside(card.nextElementSibling);
  }
  const address = card.querySelector("[data-move]").getAttribute("href");
  const refused = ({ detail }) => {
    if (detail.requestConfig.path !== address) return;
    if (detail.successful && detail.xhr.status < 400) return;
    const before = from.before?.isConnected ? from.before : null;
    put(card, from.column, before);
    freshHeads();
  };
  document.addEventListener("htmx:afterRequest", refused);
  const options = { source: card, target: card, swap: "morph", values };
  await htmx.ajax("POST", address, options).catch(() => {});
  document.removeEventListener("htmx:afterRequest", refused);
  freshHeads();
}
