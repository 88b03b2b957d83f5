// [data-guard]: a page with a text that the phrase guard reads along asks for its script; all others go without.
// Where it does not come, the server reads the text.
arriving((root) => {
  const text = one("[data-guard]", root);
  if (text) import(document.getElementById(text.dataset.guard).dataset.script).catch(() => {});
});
