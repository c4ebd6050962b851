/** Scrolling sideways while something is carried to an edge of the timeline. */
const EDGE = 40;
const STEP = 6;

/** Scroll a step if that is where the pointer went; true if anything moved. */
export function scrollTowards(from, { clientX }) {
  const scroller = document.querySelector(".timeline");
  const { left, right } = scroller.getBoundingClientRect();
  const names = scroller.querySelector(".timeline-corner").offsetWidth;
  const before = scroller.scrollLeft;
  if (clientX > Math.max(right - EDGE, from.clientX)) scroller.scrollLeft += STEP;
  else if (clientX < Math.min(left + names + EDGE, from.clientX)) scroller.scrollLeft -= STEP;
  return scroller.scrollLeft !== before;
}
