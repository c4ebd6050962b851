/** Opens the palette and keeps which items were open. */
const dialog = document.getElementById("palette");
const store = `headway:recent:${document.body.dataset.workspace}`;

const recent = () => JSON.parse(localStorage.getItem(store) ?? "[]");

const itemOfPage = () => location.pathname.split(dialog.dataset.items)[1]?.split("/")[0];

export function remember(key) {
  const keys = [key, ...recent().filter((other) => other !== key)].slice(0, 12);
  if (key) localStorage.setItem(store, JSON.stringify(keys));
}

async function open(text = "") {
  dialog.querySelector("[role=combobox]").value = text;
  dialog.showPopover();
  (await import("./later/palette.js")).begin(itemOfPage(), recent().join(" "));
}

if (dialog) {
  remember(itemOfPage());
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-palette]");
    if (!opener || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    open(opener.dataset.palette);
  });
}
