/** Arrow keys walk from cell to cell. */
const WAYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const linkIn = (cell) => cell?.querySelector("a");

function beside(cell, [down, across]) {
  const rows = [...cell.closest("table").querySelectorAll("tbody tr:not(.group)")];
  const way = document.dir === "rtl" ? -across : across;
  let row = rows.indexOf(cell.parentElement);
  let column = cell.cellIndex;
  do {
    row += down;
    column += way;
  } while (rows[row]?.cells[column] && !linkIn(rows[row].cells[column]));
  return linkIn(rows[row]?.cells[column]);
}

document.addEventListener("keydown", (event) => {
  const way = WAYS[event.key];
  const cell = event.target.closest?.(".workload td.heat");
  if (!way || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const link = beside(cell, way);
  link?.focus();
  link?.scrollIntoView({ block: "nearest", inline: "nearest" });
}, true);
