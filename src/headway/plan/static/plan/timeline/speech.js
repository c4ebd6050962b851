/** What is said to those who do not see it, and what a bar allows. */
export function wording(name, values) {
  const pattern = document.getElementById("timeline-words").dataset[name];
  return pattern.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

export function say(name, values = {}) {
  document.getElementById("announcer").textContent = wording(name, values);
}

/** The key of a bar's item, as the name of its row has it. */
export const keyOf = ({ id }) =>
  document.querySelector(`[data-bar="${id}"] [data-panel]`)?.dataset.panel ?? "";

export const can = (bar, act) => (bar?.dataset.can ?? "").split(" ").includes(act);
