/** The dialog that lists the keys of this page; what has a key names itself. */
const KEY_NAMES = { Control: "Ctrl", Escape: "Esc" };
const dialog = document.getElementById("keys");

function line(keys, name) {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  for (const key of keys) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap, " ");
  }
  const text = document.createElement("dd");
  text.textContent = name;
  row.append(term, text);
  return row;
}

/** What the element says, without the keys that it shows. */
const ownText = (element) =>
  [...element.childNodes].map((n) => (n.nodeName === "KBD" ? "" : n.textContent)).join("").trim();
const nameOf = (element) =>
  element.dataset.keyName ?? element.ariaLabel ?? ownText(element);

/** Every control of the page that has a key, one for each key. */
export function controlsWithKeys() {
  const byKey = new Map();
  for (const element of document.querySelectorAll("[aria-keyshortcuts]:not(template *)")) {
    const shortcut = element.getAttribute("aria-keyshortcuts").split(" ")[0];
    if (!byKey.has(shortcut)) byKey.set(shortcut, element);
  }
  return [...byKey].map(([shortcut, element]) => ({
    keys: shortcut.split("+").map((key) => KEY_NAMES[key] ?? key),
    name: nameOf(element),
    element,
  }));
}

/** [data-needs=selector] is shown only on pages that have such a thing. */
export function hideUnneeded(scope) {
  for (const element of scope.querySelectorAll("[data-needs]"))
    element.hidden = !document.querySelector(element.dataset.needs);
}

/** What the foot of the page says, where nothing listed has the same keys. */
function hints(listed) {
  const capsOf = (of) => [...of.querySelectorAll("kbd")].map((cap) => cap.textContent);
  const known = new Set(listed.map((row) => capsOf(row).join(" ")));
  return [...document.querySelectorAll(".key-hints > span")]
    .map((hint) => [capsOf(hint), ownText(hint)])
    .filter(([keys]) => keys.length > 0 && !known.has(keys.join(" ")))
    .map(([keys, name]) => line(keys, name));
}

/** Whoever goes on with the focus does not need it any more. */
export function closeBehind(popover) {
  popover.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !popover.contains(relatedTarget)) popover.hidePopover();
  });
}
closeBehind(dialog);

export function keysList() {
  hideUnneeded(dialog);
  const pageKeys = controlsWithKeys().map(({ keys, name }) => line(keys, name));
  const always = [...dialog.querySelectorAll("dl:first-of-type > :not([hidden])")];
  const more = hints([...always, ...pageKeys]);
  dialog.querySelector("[data-page-keys]").replaceChildren(...pageKeys, ...more);
  const places = [...document.querySelectorAll(".rail [data-go]")];
  const goKeys = places.map((a) => line(["g", a.dataset.go], a.querySelector(".name").textContent));
  dialog.querySelector("[data-go-keys]").replaceChildren(...goKeys);
  dialog.showPopover();
}
