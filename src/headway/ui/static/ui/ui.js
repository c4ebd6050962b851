/** Everything a page of the shell runs; pages add modules of their own beside it. */
import "./morph.js";
import "./preferences.js";
import "./toast.js";
import "./live.js";
import "./focus.js";
import "./keys.js";
import "./panel.js";
import "./inline-edit.js";
import "./presence.js";
import "./find.js";

// <button data-dialog="name"> opens <dialog id="name">; closing needs no script.
document.addEventListener("click", ({ target }) => {
  const name = target.closest?.("[data-dialog]")?.dataset.dialog;
  if (name) document.getElementById(name).showModal();
});
