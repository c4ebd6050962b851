/**
 * Texts of several lines: Ctrl+Enter saves or sends what was written.  In conversations
 * a link leads to where one writes, and Esc leaves it as it is, so that keys are keys again.
 */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-writes]");
  if (!link) return;
  event.preventDefault(); // the address stays as it is
  document.querySelector(link.hash)?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || !event.target.matches("textarea")) return;
  if (event.key === "Escape" && event.target.matches("[data-sends]")) event.target.blur();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
