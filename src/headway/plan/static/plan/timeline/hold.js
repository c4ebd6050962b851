/**
 * The bar in hand, whoever holds it: pointer or keyboard.  While it is carried a ghost
 * shows where it would stand; dropping asks the server what that does.
 */
import htmx from "../../vendor/htmx.js";
import { axis, iso, words } from "./axis.js";
import { clearGhosts, drawGhost } from "./ghosts.js";
import { can, keyOf, say, wording } from "./speech.js";

const HOUR = 60;
const LEAST_MINUTES = 30;
const ROUND_TO = 30;
const DAY_MINUTES = 8 * HOUR;
let held;

export const holding = () => held;

export function lift(bar) {
  release();
  const { start, end, left } = bar.dataset;
  held = { bar, key: keyOf(bar), axis: axis(), start: Number(start), end: Number(end) };
  held.left = left === undefined ? undefined : Number(left);
  bar.classList.add("is-held");
  return held;
}

const span = () => held.axis.worked(begin(), held.end);
const begin = () => Math.max(held.start, Math.min(held.axis.now, held.end));

/** Where it would start and end. */
function wanted() {
  const shift = held.day === undefined ? 0 : held.day - Math.floor(held.start);
  if (held.minutes === undefined) return [held.start + shift, held.end + shift];
  const days = held.left ? (span() * held.minutes) / held.left : held.minutes / DAY_MINUTES;
  return [held.start + shift, held.axis.after(begin(), days) + shift];
}

function show() {
  drawGhost(held.bar, ...wanted(), held.axis);
}

/** Carry it to a day. */
export function carryTo(day) {
  if (!can(held.bar, "move")) return;
  held.day = day;
  delete held.minutes; // one thing at a time: start or what is left
  show();
}

export const day = () => held.day ?? Math.floor(held.start);

/** Say what is left of it. */
export function leave(minutes) {
  if (!can(held.bar, "left")) return;
  held.minutes = Math.max(LEAST_MINUTES, Math.round(minutes / ROUND_TO) * ROUND_TO);
  delete held.day;
  show();
}

export const minutes = () => held.minutes ?? held.left;

/** Say that it is to be done at a moment. */
export function endAt(moment) {
  const before = span();
  const grown = held.axis.worked(begin(), Math.max(moment, begin()));
  leave(before < 0.05 ? held.left + (grown - before) * DAY_MINUTES : (held.left * grown) / before);
}

export const startWords = () => words(day());

export function leftWords() {
  const [hours, rest] = [Math.floor(minutes() / HOUR), minutes() % HOUR];
  const said = hours ? [wording("hours", { n: hours })] : [];
  if (rest || !hours) said.push(wording("minutes", { n: rest }));
  return said.join(" ");
}

const hasChanged = () =>
  (held.day !== undefined && held.day !== Math.floor(held.start)) ||
  (held.minutes !== undefined && held.minutes !== held.left);

/** Let go of it where it is, and ask what that would do; false if that is nothing. */
export function drop() {
  if (!held || !hasChanged()) {
    giveBack();
    return false;
  }
  const { bar } = held;
  const values = { item: bar.id.slice("bar-".length), if_version: bar.dataset.version };
  if (held.day !== undefined) values.starts_on = iso(held.day);
  else values.left = `${held.minutes}m`;
  say("dropped", { key: held.key });
  ask(values, bar);
  return true;
}

/** Ask the server for the effect of a change; it answers into the panel. */
export function ask(values, bar) {
  const address = document.querySelector(".timeline").dataset.preview;
  release();
  const options = { source: "#timeline-panel", target: "#timeline-panel", swap: "innerHTML settle:0ms", values };
  htmx.ajax("POST", address, options).catch(clearGhosts);
  lastBar = bar.id;
}

/** Put it back where it was. */
export function giveBack() {
  if (!held) return;
  say("returned", { key: held.key });
  release();
  clearGhosts();
}

function release() {
  held?.bar.classList.remove("is-held");
  held = undefined;
  document.dispatchEvent(new CustomEvent("timeline-released"));
}

let lastBar = "";
/** Id of the bar that was dropped last. */
export const dropped = () => lastBar;
