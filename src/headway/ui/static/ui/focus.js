/**
 * Whoever works with the keyboard stays where they are when what they pressed is gone
 * from a <live-region>: on the row that is in its place now, else on the next control.
 */
const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea";
const ROWS = "[data-row]";
let before; // what had the focus in the region that is about to be replaced

function remember(region) {
  const focused = document.activeElement;
  const rows = [...region.querySelectorAll(ROWS)];
  const current = focused.closest(ROWS) ?? region.querySelector(`${ROWS}[data-current]`);
  if (!region.contains(focused) && !(current && focused === document.body)) return undefined;
  const controls = [...region.querySelectorAll(CONTROLS)];
  const at = controls.indexOf(focused);
  return {
    id: region.id,
    focused,
    place: rows.length ? Math.max(rows.indexOf(current), 0) : -1,
    nearest: [...controls.slice(at + 1), ...controls.slice(0, Math.max(at, 0)).reverse()],
  };
}

function heir({ id, place, nearest }) {
  const rows = [...document.getElementById(id).querySelectorAll(ROWS)];
  const row = rows[Math.min(place, rows.length - 1)];
  if (row) return row.querySelector("[data-row-link], a[href]");
  return nearest.find((element) => element.checkVisibility());
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (before && !before.focused.isConnected) return; // the next swap comes before this one has settled
  before = detail.target.matches("live-region") ? remember(detail.target) : undefined;
});
document.addEventListener("htmx:afterSettle", () => {
  const focused = document.activeElement;
  const isLost = !focused || focused === document.body;
  if (before && isLost && document.getElementById(before.id)) heir(before)?.focus();
  before = undefined;
});
