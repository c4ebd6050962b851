/**
 * Looks, kept in cookies so that the server renders them and nothing flashes: theme,
 * density, folded rail, single keys on or off. All but the rail are told to the server
 * too (data-looks of the body), and follow their owner to other devices.
 */
const root = document.documentElement;
const FOLLOWING = ["theme", "density", "keys"];
const YEAR = 365 * 24 * 60 * 60;

export const preference = (name) => root.dataset[name] ?? "";

export function prefer(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  const age = value ? YEAR : 0;
  document.cookie = `${name}=${value}; path=/; max-age=${age}; samesite=lax`;
  showPreferences();
  if (FOLLOWING.includes(name)) tellServer();
}

/** What is not told (no connection) holds here until the next page. */
function tellServer() {
  const { looks } = document.body.dataset;
  if (!looks) return;
  const body = new URLSearchParams(FOLLOWING.map((each) => [each, preference(each)]));
  body.set("quiet", "1");
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  fetch(looks, { method: "POST", body, headers }).catch(() => {});
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
