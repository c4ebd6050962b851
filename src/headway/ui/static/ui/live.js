/**
 * <live-region subject="work.item:7 work.project:3" src>, or data-subject and data-src on
 * any element, fetches itself again when the server says that one of its subjects changed.
 *
 * A region waits while anything but a link, a fold or a selection has the focus in it.  When many regions are
 * stale at once, the region around them fetches itself instead.  What was deleted, or may
 * no longer be seen, leaves the screen.
 */
import htmx from "../vendor/htmx.js";
import { listen } from "./stream.js";

const GATHER_MS = 60;
const MANY = 6;
const REGIONS = "live-region[subject], [data-subject]";
const stale = new Set();
const asked = new WeakMap(); // the source from which a region is being fetched
let gathering;

const subjectsOf = (region) =>
  (region.getAttribute("subject") ?? region.dataset.subject).split(/\s+/);
const sourceOf = (region) => region.getAttribute("src") ?? region.dataset.src;
const around = (region) => region.parentElement?.closest(REGIONS);

function isBusy(region) {
  const focused = document.activeElement;
  if (region.querySelector(":popover-open, dialog[open]")) return true;
  return region.contains(focused) && !focused.matches("a, .fold, [data-select], [tabindex], live-region");
}

function markStale(matches) {
  for (const region of document.querySelectorAll(REGIONS))
    if (matches(region)) stale.add(region);
  fetchSoon();
}

const fetchSoon = () => (gathering ??= setTimeout(fetchStale, GATHER_MS));

/** Replace many stale siblings by the one region around them. */
function gathered() {
  const groups = Map.groupBy(stale, around);
  for (const [outer, regions] of groups)
    if (outer && regions.length > MANY) {
      for (const region of regions) stale.delete(region);
      stale.add(outer);
    }
  return [...stale].filter((region) => {
    if (!region.isConnected) stale.delete(region);
    return region.isConnected && ![...stale].some((s) => s !== region && s.contains(region));
  });
}

function fetchStale() {
  gathering = undefined;
  for (const region of gathered()) {
    region.toggleAttribute("data-stale", isBusy(region));
    if (isBusy(region)) continue;
    for (const inner of [...stale]) if (region.contains(inner)) stale.delete(inner);
    const options = { source: region, target: region, swap: "morph:live" };
    asked.set(region, sourceOf(region));
    htmx.ajax("GET", sourceOf(region), options).catch(() => stale.add(region));
  }
}

// an answer that comes when somebody has begun to type, or when the region has another
// source by now, is thrown away, and asked for again
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, requestConfig } = detail;
  if (requestConfig?.elt !== target || !target.matches(REGIONS)) return;
  if (!isBusy(target) && asked.get(target) === sourceOf(target)) return;
  detail.shouldSwap = false;
  stale.add(target);
  fetchSoon();
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { elt, verb } = detail.requestConfig;
  if (verb !== "get" || !elt.matches(REGIONS) || ![403, 404].includes(detail.xhr.status)) return;
  detail.shouldSwap = false;
  detail.isError = false;
  if (elt.matches("[data-row]")) elt.remove();
  else elt.replaceChildren(document.getElementById("gone").content.cloneNode(true));
});
for (const name of ["focusout", "toggle"])
  document.addEventListener(name, () => stale.size && fetchSoon(), true);

listen({
  changed: (subject) => markStale((region) => subjectsOf(region).includes(subject)),
  resync: () => markStale(() => true),
  connected(isConnected) {
    const notice = document.querySelector("[data-offline]");
    if (notice) notice.hidden = isConnected;
  },
});
