/**
 * Toasts with Undo: from the page itself, or from the answer header
 * HX-Trigger: {"toast": {"text": "3 items moved.", "undo": "/w/acme/operations/9/undo"}}
 * They stay ten seconds, longer under the pointer or with the focus inside.
 */
import htmx from "../vendor/htmx.js";

const STAY_MS = 10_000;
const region = document.getElementById("toasts");
const cameFrom = new WeakMap(); // what had the focus before a toast
const textOf = (name) => document.getElementById(name).content.textContent;

export function toast(text, undo = "") {
  const said = [...region.querySelectorAll(".toast-text")].some((e) => e.textContent === text);
  if (said && !undo) return;
  const template = document.getElementById("toast-template");
  const element = template.content.firstElementChild.cloneNode(true);
  element.querySelector(".toast-text").textContent = text;
  const form = element.querySelector("[data-undo]");
  if (undo) form.action = undo;
  else form.remove();
  region.append(element);
  arm(element);
}

function arm(element) {
  if (element.dataset.toast === "stay") return;
  let timer;
  const start = () => {
    timer = setTimeout(() => element.remove(), STAY_MS);
  };
  const pause = () => clearTimeout(timer);
  element.addEventListener("pointerenter", pause);
  element.addEventListener("focusin", ({ relatedTarget }) => {
    pause();
    if (!element.contains(relatedTarget)) cameFrom.set(element, relatedTarget);
  });
  element.addEventListener("pointerleave", start);
  element.addEventListener("focusout", start);
  start();
}

function dismiss(element) {
  if (!element) return;
  const had = element.contains(document.activeElement);
  element.remove();
  if (had) cameFrom.get(element)?.focus();
}

region?.querySelectorAll("[data-toast]").forEach(arm);

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-dismiss]")) dismiss(target.closest("[data-toast]"));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(":has([subject], [data-subject]) [data-undo]")) return;
  event.preventDefault();
  dismiss(form.closest("[data-toast]"));
  htmx.ajax("POST", form.action, { source: document.body, swap: "none" });
});

document.addEventListener("toast", ({ detail }) => toast(detail.text, detail.undo));
// what no request got is told below, and no reason
addEventListener("unhandledrejection", (event) => {
  if (event.reason === undefined) event.preventDefault();
});
document.addEventListener("htmx:responseError", () => toast(textOf("failed-text")));
document.addEventListener("htmx:sendError", ({ detail }) => {
  if (detail.requestConfig.verb !== "get") toast(textOf("unsent-text"));
});

// A whole page where a region was asked for leaves the region, and what is typed, alone.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { responseText, responseURL, status } = detail.xhr;
  const asked = new URL(detail.pathInfo.requestPath, location.href);
  if (!/^\s*<!doctype/i.test(responseText)) return;
  detail.shouldSwap = false;
  const wasSentOn = status < 400 && new URL(responseURL).pathname !== asked.pathname;
  toast(textOf(wasSentOn ? "signed-out-text" : "failed-text"));
});
