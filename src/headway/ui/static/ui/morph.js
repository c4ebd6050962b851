/**
 * Swaps that keep focus, selection, scroll position and typed text.
 *
 * hx-swap="morph" replaces the target by the answer, "morph:innerHTML" its content;
 * "morph:live" is as "morph" for changes made elsewhere: what changed is tinted for a
 * moment (class is-fresh).
 */
import htmx from "../vendor/htmx.js";
import { Idiomorph } from "../vendor/idiomorph.js";

const TINT_MS = 1200;
const KEPT = new Set(["data-current", "open"]); // the reader's, not the page's
const isKept = (name, element) => KEPT.has(name) || (name === "checked" && element.matches("[data-select]"));

function tint(elements) {
  for (const element of elements) element.classList.add("is-fresh");
  setTimeout(() => {
    for (const element of elements) element.classList.remove("is-fresh");
  }, TINT_MS);
}

htmx.defineExtension("morph", {
  isInlineSwap: (style) => style === "morph" || style === "morph:live",

  handleSwap(style, target, fragment) {
    if (!style.startsWith("morph")) return false;
    const changed = new Set();
    const beforeNodeMorphed = (before, after) => {
      if (before.matches?.("live-presence, [data-kept]")) return false; // it keeps itself
      const isText = before.nodeType === Node.TEXT_NODE && before.parentElement;
      if (isText && before.nodeValue.trim() !== after.nodeValue.trim())
        changed.add(before.parentElement);
    };
    const nodes = Idiomorph.morph(target, fragment.childNodes, {
      morphStyle: style === "morph:innerHTML" ? "innerHTML" : "outerHTML",
      ignoreActiveValue: document.activeElement?.matches("input, select, textarea"),
      callbacks: { beforeNodeMorphed, beforeAttributeUpdated: (name, element) => !isKept(name, element) },
    });
    if (style === "morph:live") tint(changed);
    return nodes;
  },
});

export default htmx;
