/** Cards by keys: h and l go to the next column; Space lifts, arrows carry. */
import { preference } from "../../ui/preferences.js";
import { bringBack, carried, carry, drop, lift } from "./carry.js";
import { cardsOf, columnOf, columns, linkOf } from "./places.js";

const SIDES = { h: -1, ArrowLeft: -1, l: 1, ArrowRight: 1 };
const WAYS = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1 };

function visual(step) {
  return document.dir === "rtl" ? -step : step;
}

function beside(card, step) {
  const all = columns();
  return all[all.indexOf(columnOf(card)) + visual(step)];
}

function goBeside(card, step) {
  const all = columns();
  const place = cardsOf(columnOf(card)).indexOf(card);
  let at = all.indexOf(columnOf(card)) + visual(step);
  while (all[at] && !cardsOf(all[at]).length) at += visual(step);
  if (!all[at]) return;
  const others = cardsOf(all[at]);
  const next = others[Math.min(place, others.length - 1)];
  linkOf(next).focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function carryBeside(card, step) {
  const column = beside(card, step);
  if (!column) return;
  const place = cardsOf(columnOf(card)).indexOf(card);
  carry(column, cardsOf(column)[place] ?? null);
}

function carryAlong(card, step) {
  const others = cardsOf(columnOf(card));
  const at = others.indexOf(card);
  if (step < 0 && at > 0) carry(columnOf(card), others[at - 1]);
  if (step > 0 && at < others.length - 1) carry(columnOf(card), others[at + 2] ?? null);
}

function carryBy(key) {
  const card = carried();
  if (key === " " || key === "Enter") drop();
  else if (key === "Escape") bringBack();
  else if (SIDES[key]) carryBeside(card, SIDES[key]);
  else if (WAYS[key]) carryAlong(card, WAYS[key]);
  if (!carried()) return;
  linkOf(card).focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const card = target.closest?.(".board .card");
  const isTaken = carried()
    ? key !== "Tab"
    : target.matches?.(".card-title") && (key === " " || SIDES[key]);
  if (!isTaken || (!carried() && !card)) return;
  if (!carried() && key.length === 1 && key !== " " && preference("keys") === "off") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (carried()) carryBy(key);
  else if (key !== " ") goBeside(card, SIDES[key]);
  else if ("movable" in card.dataset) lift(card);
}, true);

// whoever goes elsewhere with the focus leaves the card where it was
document.addEventListener("focusin", ({ target }) => {
  if (carried() && !carried().contains(target) && !carried().matches(".is-dragged")) bringBack();
});
