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
  const field = dialog.querySelector("[role=combobox]");
  let isSent = false; // before there is who acts on it
  field.value = text;
  field.onkeydown = ({ key }) => { isSent ||= key === "Enter"; };
  dialog.showPopover();
  const { begin } = await import("./later/palette.js");
  field.onkeydown = null;
  begin(itemOfPage(), recent().join(" "), isSent);
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
