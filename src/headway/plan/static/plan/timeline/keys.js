/**
 * Space lifts the bar of the current row, arrows carry it, Alt with arrows says what is
 * left, Space drops, Esc returns; l begins a link, arrows choose, Enter makes it.
 */
import { currentRow } from "../../ui/keys.js";
import * as hold from "./hold.js";
import * as linking from "./linking.js";
import { can, keyOf, say } from "./speech.js";

const HOUR = 60;
const DAY = 8 * HOUR;
const SIDEWAYS = { ArrowLeft: -1, ArrowRight: 1 };

function currentBar() {
  const focused = document.activeElement;
  const bar = focused.closest?.(".bar");
  if (bar) return bar;
  if (!focused.closest?.("[data-row]")) return null;
  return document.getElementById(currentRow()?.dataset.bar ?? "");
}

function lift(bar) {
  if (!can(bar, "move") && !can(bar, "left")) {
    say("fixed", { key: keyOf(bar) });
    return;
  }
  hold.lift(bar);
  say(can(bar, "move") ? "lifted" : "begun", { key: keyOf(bar), start: hold.startWords() });
  bar.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function carry(step, { altKey, shiftKey }) {
  const { axis, bar, key } = hold.holding();
  if (altKey) {
    hold.leave(hold.minutes() + step * (shiftKey ? DAY : HOUR));
    say("left", { left: hold.leftWords() });
  } else if (!can(bar, "move")) {
    say("begun", { key });
  } else {
    hold.carryTo(shiftKey ? axis.snap(hold.day() + 7 * step) : axis.step(hold.day(), step));
    say("starts", { start: hold.startWords() });
  }
}

function whileHeld(event) {
  const step = SIDEWAYS[event.key];
  if (step) carry(step, event);
  else if (event.key === " " || event.key === "Enter") hold.drop();
  else if (event.key === "Escape") hold.giveBack();
  else return event.key.startsWith("Arrow");
  return true;
}

function whileLinking({ key }) {
  if (key === "ArrowDown" || key === "j") linking.choose(1);
  else if (key === "ArrowUp" || key === "k") linking.choose(-1);
  else if (key === "Enter" || key === " ") linking.finish();
  else if (key === "Escape") linking.end();
  else return false;
  return true;
}

function begin({ key, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey || (key !== " " && key !== "l")) return false;
  const bar = currentBar();
  if (!bar) return false;
  if (key === " ") lift(bar);
  else if (can(bar, "link")) linking.from(bar);
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.target.matches?.("input, textarea, select, button")) return;
  const act = hold.holding() ? whileHeld : linking.isOn() ? whileLinking : begin;
  if (!act(event)) return;
  event.preventDefault();
  event.stopPropagation();
}, true);
