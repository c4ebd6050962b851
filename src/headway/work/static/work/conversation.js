/** Conversations: a link leads to where one writes, Ctrl+Enter sends what was written. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-writes]");
  if (!link) return;
  event.preventDefault(); // the address stays as it is
  document.querySelector(link.hash)?.focus();
});

document.addEventListener("keydown", (event) => {
  const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
  if (!isSend || !event.target.matches("textarea[data-sends]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
