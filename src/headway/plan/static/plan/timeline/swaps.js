/**
 * Rows change in place when a new plan is published, but not while a bar is in hand:
 * then they wait until it is let go.
 */
import htmx from "../../vendor/htmx.js";
import { redrawGhosts } from "./ghosts.js";
import { holding } from "./hold.js";
import * as linking from "./linking.js";

const waiting = new Set();

export function refresh(blocks = document.querySelectorAll(".timeline-block[data-src]:has(.gantt)")) {
  for (const block of blocks) {
    const options = { source: block.firstElementChild, target: block, swap: "morph:live" };
    htmx.ajax("GET", block.dataset.src, options);
  }
}

document.addEventListener("htmx:beforeSwap", ({ target, detail }) => {
  if (!target.matches?.(".timeline-block") || !(holding() || linking.isOn())) return;
  detail.shouldSwap = false;
  waiting.add(target.id);
});

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.matches?.(".timeline-block, .timeline-region")) redrawGhosts();
});

document.addEventListener("timeline-released", () => {
  const blocks = [...waiting].map((id) => document.getElementById(id)).filter(Boolean);
  waiting.clear();
  refresh(blocks);
});

// undone: what the plan does not move is shown at once, the rest when it is planned
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && /\/operations\/[^/]+\/undo\/$/.test(detail.pathInfo.requestPath)) refresh();
});
