/**
 * The panel under the bars: the details of one, or what a change would do.  It is no
 * obstacle: the timeline stays usable, Esc closes it and the focus returns.
 */
import htmx from "../../vendor/htmx.js";
import { axis } from "./axis.js";
import { clearGhosts, drawGhost } from "./ghosts.js";
import { dropped, holding } from "./hold.js";
import { refresh } from "./swaps.js";

const PLANNED_MS = 4000;
const panel = document.getElementById("timeline-panel");
let opener = "";

export const isOpen = () => !panel.hidden;

export function close() {
  panel.hidden = true;
  panel.replaceChildren();
  clearGhosts();
  giveFocusBack();
}

function giveFocusBack() {
  const row = document.querySelector(`[data-bar="${CSS.escape(opener)}"] [data-row-link]`);
  (document.getElementById(opener) ?? row)?.focus({ preventScroll: true });
}

/** Show where everything would stand that moves. */
function drawAll(effect) {
  clearGhosts();
  for (const moved of effect.dataset.ghosts.split(";").filter(Boolean)) {
    const [id, start, end] = moved.split(" ").map(Number);
    const bar = document.getElementById(`bar-${id}`);
    if (bar) drawGhost(bar, start, end, axis());
  }
}

function onClick(event) {
  if (event.target.closest("[data-timeline-close]")) {
    event.preventDefault();
    close();
    return;
  }
  const bar = event.target.closest(".bar[href]");
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!bar || !isPlain || event.button) return;
  event.preventDefault();
  opener = bar.id;
  clearGhosts();
  const options = { source: panel, target: panel, swap: "innerHTML settle:0ms" };
  htmx.ajax("GET", bar.getAttribute("href"), options);
}

function onAnswer({ target }) {
  if (target !== panel) return;
  panel.hidden = !panel.querySelector(".panel-body");
  if (panel.hidden) return;
  const effect = panel.querySelector(".is-effect");
  if (effect) {
    opener = dropped() || opener;
    drawAll(effect);
    document.getElementById(opener)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const said = [...effect.querySelectorAll(".effect li")].map((li) => li.textContent);
    document.getElementById("announcer").textContent = said.join("; ");
  }
  panel.querySelector("[aria-invalid], [data-apply], input:not([type=hidden]), a")?.focus({ preventScroll: true });
}

/** The change is made: ghosts stay until the plan has caught up. */
function onApplied() {
  const moves = Number(panel.querySelector("[data-moved]")?.dataset.moved ?? 0);
  panel.hidden = true;
  giveFocusBack();
  setTimeout(() => {
    clearGhosts();
    refresh();
  }, moves ? PLANNED_MS : 0);
}

if (panel) {
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:afterSwap", onAnswer);
  document.addEventListener("timeline-applied", onApplied);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen() || holding()) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }, true);
}
