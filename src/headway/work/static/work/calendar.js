/**
 * Items by mouse, finger and keys to another day: a finger has to rest on one, Space
 * lifts, arrows carry.  Where one is dropped, the server says what that means; only
 * Apply changes anything.
 */
import htmx from "../vendor/htmx.js";

const FAR_PX = 4;
const REST_MS = 300;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const dialog = document.getElementById("calendar-move");
let pressed; // by a pointer
let held; // { entry, day }

const days = () => [...document.querySelectorAll(".calendar-day")];
const dayOf = (entry) => entry.closest(".calendar-day");

function say(name, values) {
  const text = document.getElementById("calendar-words").dataset[name];
  document.getElementById("announcer").textContent =
    text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

function lift(entry) {
  held = { entry, day: dayOf(entry) };
  entry.classList.add("is-lifted");
  say("lifted", { key: entry.dataset.key });
}

function carry(day) {
  if (!day || day === held.day) return;
  held.day.classList.remove("is-target");
  held.day = day;
  day.classList.toggle("is-target", day !== dayOf(held.entry));
  say("carried", { key: held.entry.dataset.key, day: day.dataset.words });
}

function release() {
  const { entry, day } = held;
  entry.classList.remove("is-lifted");
  day.classList.remove("is-target");
  held = undefined;
  return { entry, day };
}

function bringBack() {
  say("returned", { key: release().entry.dataset.key });
}

async function ask(address) {
  await htmx.ajax("GET", address, { source: dialog, target: dialog, swap: "innerHTML" });
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[type=date]")?.focus();
}

function drop() {
  const { entry, day } = release();
  if (day !== dayOf(entry)) ask(`${entry.dataset.move}&to=${day.dataset.day}`);
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.("dialog")) return;
  const entry = target.closest?.(".calendar-entry[data-move]");
  const isTaken = held ? key !== "Tab" : entry && key === " ";
  if (!isTaken) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!held) lift(entry);
  else if (key === " " || key === "Enter") drop();
  else if (key === "Escape") bringBack();
  else if (STEPS[key]) {
    const all = days();
    carry(all[all.indexOf(held.day) + STEPS[key]]);
  }
}, true);

document.addEventListener("pointerdown", (event) => {
  const entry = event.target.closest?.(".calendar-entry[data-move]");
  if (!entry || event.button !== 0 || pressed || event.target.closest(".calendar-go")) return;
  if (held) bringBack();
  const isTouch = event.pointerType === "touch";
  pressed = { entry, x: event.clientX, y: event.clientY, id: event.pointerId, isTouch };
  if (isTouch) pressed.resting = setTimeout(() => lift(entry), REST_MS);
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== pressed?.id) return;
  const { clientX: x, clientY: y } = event;
  const isFar = Math.hypot(x - pressed.x, y - pressed.y) >= FAR_PX;
  if (!held && isFar && pressed.isTouch) return end(); // it scrolls
  if (!held && isFar) lift(pressed.entry);
  if (held) carry(document.elementFromPoint(x, y)?.closest(".calendar-day"));
});

/** End what a pointer does; the click behind a drag opens nothing. */
function end(act) {
  clearTimeout(pressed?.resting);
  pressed = undefined;
  if (!held || !act) return;
  act();
  const swallow = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }));
}

document.addEventListener("pointerup", () => pressed && end(drop));
document.addEventListener("pointercancel", () => pressed && end(bringBack));
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.(".calendar-entry")) event.preventDefault();
});
document.addEventListener("touchmove", (event) => {
  if (held && pressed) event.preventDefault();
}, { passive: false });
document.addEventListener("contextmenu", (event) => {
  if (pressed?.isTouch) event.preventDefault();
});
document.addEventListener("focusin", ({ target }) => {
  if (held && !pressed && !held.entry.contains(target)) bringBack();
});
document.addEventListener("click", (event) => {
  const way = event.target.closest?.(".calendar-go");
  if (way) {
    event.preventDefault();
    ask(way.getAttribute("href"));
  }
  if (!event.target.closest?.("#calendar-move [data-close]")) return;
  event.preventDefault();
  dialog.close();
});
dialog.addEventListener("change", ({ target }) => {
  const form = target.closest("form");
  if (target.type === "date" && form) ask(`${form.getAttribute("action")}&to=${target.value}`);
});
dialog.addEventListener("submit", () => dialog.close());
