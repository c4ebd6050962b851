/**
 * Conversations: a link leads to where one writes, Ctrl+Enter sends what was written,
 * Esc leaves it as it is, so that keys are keys again.
 */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-writes]");
  if (!link) return;
  event.preventDefault(); // the address stays as it is
  document.querySelector(link.hash)?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || !event.target.matches("textarea[data-sends]")) return;
  if (event.key === "Escape") event.target.blur();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
