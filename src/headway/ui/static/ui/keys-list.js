/** The dialog that lists the keys of this page; what has a key names itself. */
const KEY_NAMES = { Control: "Ctrl", Escape: "Esc" };
const dialog = document.getElementById("keys");

function line(keys, name) {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  for (const key of keys) {
    const cap = document.createElement("kbd");
    cap.textContent = KEY_NAMES[key] ?? key;
    term.append(cap, " ");
  }
  const text = document.createElement("dd");
  text.textContent = name;
  row.append(term, text);
  return row;
}

const nameOf = (element) =>
  element.dataset.keyName ?? element.ariaLabel ?? element.textContent.trim();

export function keysList() {
  const byKey = new Map();
  for (const element of document.querySelectorAll("[aria-keyshortcuts]:not(template *)")) {
    const shortcut = element.getAttribute("aria-keyshortcuts").split(" ")[0];
    if (!byKey.has(shortcut)) byKey.set(shortcut, nameOf(element));
  }
  const pageKeys = [...byKey].map(([keys, name]) => line(keys.split("+"), name));
  dialog.querySelector("[data-page-keys]").replaceChildren(...pageKeys);
  const places = [...document.querySelectorAll(".rail [data-go]")];
  const goKeys = places.map((a) => line(["g", a.dataset.go], a.querySelector(".name").textContent));
  dialog.querySelector("[data-go-keys]").replaceChildren(...goKeys);
  dialog.showModal();
}
