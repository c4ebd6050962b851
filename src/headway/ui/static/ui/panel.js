/**
 * The side panel.  A link <a data-panel="KES-214" href="/w/acme/items/KES-214/"> opens
 * the fragment `href?panel` in <aside class="side-panel" data-src="/w/acme/items/KEY/">
 * beside the list; the address says `?open=KES-214`.  Back and Esc close it, focus
 * returns to the link; the same link again opens the page.  Arrows in its bar step
 * as j and k do.
 */
import htmx from "../vendor/htmx.js";
import { remember } from "./find.js";
import { makeCurrent } from "./keys.js";

const panel = document.querySelector(".side-panel[data-src]");
const isSmall = matchMedia("(max-width: 760px)");
let shown = "";
let showing;

const wanted = () => new URLSearchParams(location.search).get("open") ?? "";
const linkTo = (key) => document.querySelector(`a[data-panel="${CSS.escape(key)}"]`);

/** The links of the list beside the panel, and which of them is shown. */
function around() {
  const links = [...document.querySelectorAll("main a[data-panel]")].filter((link) =>
    (link.closest("[data-row]") ?? link).checkVisibility(),
  );
  return { links, at: links.findIndex((link) => link.dataset.panel === shown) };
}

function showPlace() {
  const steps = panel.querySelector("[data-panel-steps]");
  const { links, at } = around();
  if (!steps || at < 0 || links.length < 2) return;
  const place = steps.querySelector("[data-panel-place]");
  const text = place.dataset.panelPlace;
  place.textContent = text.replace("{place}", at + 1).replace("{all}", links.length);
  steps.querySelector("[data-panel-step='-1']").disabled = at === 0;
  steps.querySelector("[data-panel-step='1']").disabled = at === links.length - 1;
  steps.hidden = false;
}

async function step(by) {
  const { links, at } = around();
  const link = links[at + by];
  if (!link) return;
  const row = link.closest("[data-row]");
  link.scrollIntoView({ block: "nearest" });
  if (row) makeCurrent(row); // and it opens
  if (link.dataset.panel !== shown) open(link.dataset.panel);
  await showing;
  const button = panel.querySelector(`[data-panel-step="${by}"]`);
  (button?.disabled ? panel : button)?.focus();
}

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
  showPlace();
  remember(key);
  document.getElementById("announcer").textContent =
    panel.querySelector("h2")?.textContent ?? "";
}

function hide() {
  const had = panel.contains(document.activeElement);
  const link = linkTo(shown);
  panel.hidden = true;
  panel.replaceChildren();
  shown = "";
  if (had || document.activeElement === document.body) link?.focus();
}

function follow() {
  const key = wanted();
  if (key === shown) return;
  if (key) show(key);
  else hide();
}

function open(key) {
  const isFirst = !shown;
  if (isFirst) history.pushState({ panel: true }, "", addressWith(key));
  else history.replaceState(history.state, "", addressWith(key));
  showing = show(key);
}

function close() {
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
    step(Number(button.dataset.panelStep));
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
