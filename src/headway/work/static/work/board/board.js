/** The board: cards that others move come where they belong, and each can be moved. */
import htmx from "../../vendor/htmx.js";
import "./drag.js";
import "./keys.js";
import { carried } from "./carry.js";
import { freshHeads, settle } from "./places.js";

const dialog = document.getElementById("board-move");
const waiting = new Set(); // cards to settle when hands are free
let isStale = false;

function settleAll() {
  if (carried()) return;
  const moved = [...waiting].filter((card) => card.isConnected && settle(card));
  waiting.clear();
  if (moved.length) freshHeads();
}

/** Cards say anew where they belong, or new ones come: the server orders them. */
new MutationObserver((changes) => {
  for (const { target, type } of changes)
    if (type === "attributes" && target.matches(".board .card")) waiting.add(target);
  settleAll();
}).observe(document.querySelector("main"), {
  subtree: true,
  attributes: true,
  attributeFilter: ["data-column", "data-rank"],
});

// what comes while a card is carried is asked for again when it is dropped
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  if (!carried() || !target.matches?.("#board, #board .card")) return;
  event.detail.shouldSwap = false;
  isStale = true;
});
document.addEventListener("board:free", () => {
  settleAll();
  if (!isStale) return;
  isStale = false;
  const region = document.getElementById("board");
  htmx.ajax("GET", region.getAttribute("src"), { source: region, target: region, swap: "morph:live" });
});

document.addEventListener("click", async (event) => {
  const opener = event.target.closest?.("[data-move]");
  if (opener) {
    event.preventDefault();
    const answer = { source: dialog, target: dialog, swap: "innerHTML" };
    await htmx.ajax("GET", opener.getAttribute("href"), answer);
    dialog.showModal();
    dialog.querySelector("select").focus();
  } else if (event.target.closest?.("#board-move [data-close]")) {
    event.preventDefault();
    dialog.close();
  }
});

dialog.addEventListener("submit", () => dialog.close());

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.requestConfig.elt.closest?.("#board-move")) freshHeads();
});
