/** Choosing what is to wait for a bar. */
import { axis } from "./axis.js";
import { element, topOf } from "./ghosts.js";
import * as hold from "./hold.js";
import { can, keyOf, say } from "./speech.js";

let source;
let target;
let line;

export const isOn = () => Boolean(source);

export function from(bar) {
  end();
  source = bar;
  bar.classList.add("is-held");
  say("linking", { key: keyOf(bar) });
}

const bars = () => [...document.querySelectorAll(".bar[data-can~=link]")];

/** Choose the bar after (or before) the one chosen. */
export function choose(step) {
  const all = bars();
  const at = all.indexOf(target ?? source);
  let next = all[at + step];
  if (next === source) next = all[at + 2 * step];
  if (next) aim(next);
}

export function aim(bar) {
  target?.classList.remove("is-target");
  target = bar !== source && can(bar, "link") ? bar : undefined;
  if (!target) return;
  target.classList.add("is-target");
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  say("target", { key: keyOf(target), before: keyOf(source) });
}

/** Draw a line from the bar to a place in its own drawing. */
export function lineTo(x, y) {
  const svg = source.ownerSVGElement;
  line ??= svg.appendChild(element("path", { class: "link-line" }));
  const row = topOf(source);
  const begin = axis().x(Number(source.dataset.end));
  line.setAttribute("d", `M${begin} ${row + 14}L${x} ${y}`);
}

/** Ask what the link would do; false if nothing is chosen. */
export function finish() {
  const [before, after] = [source, target];
  end();
  if (!after) return false;
  const idOf = (bar) => bar.id.slice("bar-".length);
  hold.ask({ before: idOf(before), after: idOf(after) }, after);
  return true;
}

export function end() {
  source?.classList.remove("is-held");
  target?.classList.remove("is-target");
  line?.remove();
  source = target = line = undefined;
}
