/** Do what takes long and is not seen once the next paint is out. */
export const afterPaint = (act) => requestAnimationFrame(() => setTimeout(act));
