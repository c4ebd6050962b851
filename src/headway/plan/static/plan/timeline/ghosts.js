/** Dashed outlines of where bars would stand, until they do or everything is undone. */
const SVG = "http://www.w3.org/2000/svg";
const TOP = 7;
const HEIGHT = 14;
const shown = new Map(); // id of a bar -> where it stood, [start, end, axis]

export function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** Where the row of a bar begins in its drawing. */
export const topOf = (bar) => bar.transform.baseVal.consolidate().matrix.f;

export function drawGhost(bar, start, end, axis) {
  const x = axis.x(start);
  const width = Math.max(axis.x(end) - x, 4);
  let ghost = bar.parentElement.querySelector(`[data-ghost-of="${bar.id}"]`);
  if (!ghost) {
    ghost = element("rect", { class: "ghost", rx: 3, y: TOP, height: HEIGHT });
    ghost.dataset.ghostOf = bar.id;
    ghost.setAttribute("transform", `translate(0 ${topOf(bar)})`);
    bar.after(ghost);
  }
  ghost.setAttribute("x", x);
  ghost.setAttribute("width", width);
  shown.set(bar.id, { from: bar.dataset.start, place: [start, end, axis] });
}

export function clearGhosts() {
  shown.clear();
  for (const ghost of document.querySelectorAll(".ghost")) ghost.remove();
}

/** After rows were swapped under them: a bar that has moved needs no ghost any more. */
export function redrawGhosts() {
  for (const [id, { from, place }] of [...shown]) {
    const bar = document.getElementById(id);
    if (bar?.dataset.start === from) drawGhost(bar, ...place);
    else shown.delete(id);
  }
}
