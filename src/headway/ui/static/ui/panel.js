/**
 * The side panel.  A link <a data-panel="KES-214" href="/w/acme/items/KES-214/"> opens
 * the fragment `href?panel` in <aside class="side-panel" data-src="/w/acme/items/KEY/">
 * beside the list; the address says `?open=KES-214`.  Back and Esc close it, focus
 * returns to the link; the same link again opens the page.  Arrows in its bar step
 * as j and k do.
 */
import htmx from "../vendor/htmx.js";
import { remember } from "./find.js";
import { afterPaint } from "./paint.js";

const panel = document.querySelector(".side-panel[data-src]");
const isSmall = matchMedia("(max-width: 760px)");
let shown = "";
let isUnnamed; // by the address

const wanted = () => new URLSearchParams(location.search).get("open") ?? "";
const steps = () => import("./later/steps.js");
const linkTo = (key) => document.querySelector(`a[data-panel="${CSS.escape(key)}"]`);

function addressWith(key) {
  const address = new URL(location.href);
  if (key) address.searchParams.set("open", key);
  else address.searchParams.delete("open");
  return address;
}

async function show(key) {
  shown = key;
  const source = panel.dataset.src.replace("KEY", encodeURIComponent(key));
  panel.setAttribute("aria-busy", "true");
  const options = { source: panel, target: panel, swap: "innerHTML" };
  await htmx.ajax("GET", `${source}?panel`, options).finally(() => panel.removeAttribute("aria-busy"));
  if (!shown) hide(); // closed meanwhile
  if (key !== shown) return;
  panel.hidden = false;
  panel.scrollTop = 0;
  remember(key);
  document.getElementById("announcer").textContent =
    panel.querySelector("h2")?.textContent ?? "";
  await (await steps()).showPlace(shown);
}

function hide() {
  const had = panel.contains(document.activeElement);
  const link = linkTo(shown);
  panel.hidden = true;
  panel.replaceChildren();
  shown = "";
  isUnnamed = false;
  if (had || document.activeElement === document.body) link?.focus();
}

function follow() {
  const key = wanted();
  if (key === shown) return;
  if (key) show(key);
  else hide();
}

function open(key) {
  isUnnamed ||= !shown;
  afterPaint(nameIt);
  return show(key);
}

function nameIt() {
  if (!shown) return;
  if (isUnnamed) history.pushState({ panel: true }, "", addressWith(shown));
  else history.replaceState(history.state, "", addressWith(shown));
  isUnnamed = false;
}

function close() {
  if (isUnnamed) return hide();
  if (history.state?.panel) {
    history.back();
    return;
  }
  history.replaceState(null, "", addressWith(""));
  hide();
}

function onClick(event) {
  if (event.target.closest("[data-panel-close]")) {
    event.preventDefault();
    close();
    return;
  }
  const button = event.target.closest("[data-panel-step]");
  if (button) {
    steps().then(({ step }) => step(Number(button.dataset.panelStep), shown, open));
    return;
  }
  const link = event.target.closest("a[data-panel]");
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || isSmall.matches || link.dataset.panel === shown) return;
  event.preventDefault();
  open(link.dataset.panel);
}

if (panel) {
  document.addEventListener("click", onClick);
  addEventListener("popstate", follow);
  addEventListener("panel:close", () => shown && close());
  document.addEventListener("row:current", ({ target }) => {
    const key = target.querySelector("a[data-panel]")?.dataset.panel;
    if (shown && key && key !== shown) open(key);
  });
  follow();
}
