/**
 * Looks of this device, kept in cookies so that the server renders them and nothing
 * flashes: theme, density, folded rail, single keys on or off.
 */
const root = document.documentElement;
const YEAR = 365 * 24 * 60 * 60;

export const preference = (name) => root.dataset[name] ?? "";

export function prefer(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  const age = value ? YEAR : 0;
  document.cookie = `${name}=${value}; path=/; max-age=${age}; samesite=lax`;
  showPreferences();
}

function showPreferences() {
  for (const button of document.querySelectorAll("[data-preference]")) {
    const isChosen = preference(button.dataset.preference) === button.value;
    button.setAttribute("aria-pressed", isChosen);
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-preference]");
  if (button) prefer(button.dataset.preference, button.value);
  if (target.closest?.("[data-fold-rail]"))
    prefer("rail", preference("rail") ? "" : "folded");
});
showPreferences();
