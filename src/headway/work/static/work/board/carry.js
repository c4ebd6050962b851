/**
 * A card in somebody's hands: lifted, carried, and dropped or brought back.  Mouse,
 * finger and keys do the same; while a card is carried, nothing else moves it.
 */
import { freshHeads, linkOf, placeOf, put, say, send, wordsOf } from "./places.js";

let held;

export const carried = () => held?.card;

export function lift(card) {
  held = { card, from: placeOf(card) };
  card.classList.add("is-lifted");
  say("lifted", wordsOf(card));
}

/** Carry the card into a column, before another card or last. */
export function carry(column, before) {
  put(held.card, column, before);
  say("carried", wordsOf(held.card));
}

function release() {
  const { card, from } = held;
  card.classList.remove("is-lifted");
  held = undefined;
  return { card, from };
}

export function drop() {
  const { card, from } = release();
  say("dropped", wordsOf(card));
  const { column, before } = placeOf(card);
  if (column !== from.column || before !== from.before) send(card, from);
  document.dispatchEvent(new CustomEvent("board:free"));
}

export function bringBack() {
  const { card, from } = release();
  put(card, from.column, from.before?.isConnected ? from.before : null);
  linkOf(card).focus({ preventScroll: true });
  say("returned", { key: card.dataset.card });
  freshHeads();
  document.dispatchEvent(new CustomEvent("board:free"));
}
