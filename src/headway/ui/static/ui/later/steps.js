/** The place of what the side panel shows among the links beside it, and steps to others. */
import { makeCurrent } from "../keys.js";

const panel = document.querySelector(".side-panel[data-src]");

/** The links of the list beside the panel, found without layout, and which of them is shown. */
function around(shown) {
  const links = [...document.querySelectorAll("main a[data-panel]")].filter(
    (link) => !link.closest("[hidden], details:not([open])"),
  );
  return { links, at: links.findIndex((link) => link.dataset.panel === shown) };
}

export function showPlace(shown) {
  const steps = panel.querySelector("[data-panel-steps]");
  const { links, at } = around(shown);
  if (!steps || at < 0 || links.length < 2) return;
  const place = steps.querySelector("[data-panel-place]");
  const text = place.dataset.panelPlace;
  place.textContent = text.replace("{place}", at + 1).replace("{all}", links.length);
  steps.querySelector("[data-panel-step='-1']").disabled = at === 0;
  steps.querySelector("[data-panel-step='1']").disabled = at === links.length - 1;
  steps.hidden = false;
}

/** Go on to the link before (-1) or after (1) the shown one; `open(key)` shows it. */
export async function step(by, shown, open) {
  const { links, at } = around(shown);
  const link = links[at + by];
  if (!link) return;
  const row = link.closest("[data-row]");
  link.scrollIntoView({ block: "nearest" });
  const end = open(link.dataset.panel);
  if (row) makeCurrent(row);
  await end;
  const button = panel.querySelector(`[data-panel-step="${by}"]`);
  (button?.disabled ? panel : button)?.focus();
}
