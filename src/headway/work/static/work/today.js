/**
 * Today: when the current row leaves the queue, or "Show" brings the new order, the
 * focus goes to the row that is now in that place instead of getting lost.
 */
const region = () => document.getElementById("today");
const rows = () => [...region().querySelectorAll("[data-row]")];
let place = -1;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== region()) return;
  const focused = document.activeElement;
  const current = focused.closest?.("[data-row]") ?? document.querySelector("[data-row][data-current]");
  const isMine = region().contains(focused) || (current && focused === document.body);
  place = isMine ? Math.max(rows().indexOf(current), 0) : -1;
});

document.addEventListener("htmx:afterSettle", () => {
  const isLost = !document.activeElement || document.activeElement === document.body;
  if (place >= 0 && isLost) {
    const left = rows();
    const next = left[Math.min(place, left.length - 1)];
    next?.querySelector("[data-row-link]")?.focus();
  }
  place = -1;
});
