// data-copy="id" copies that input, data-share="url" opens the phone's own way to share (shown only where there is
// one), data-print prints; an input with data-whole is selected whole when it is tapped.
{
  all("[data-share]").forEach((button) => (button.hidden = !navigator.share));

  // Not by navigator.clipboard: over plain http there is none.
  const copy = (input) => {
    input.select();
    document.execCommand("copy");
  };

  on("click", ({ target }) => {
    if (target.matches("[data-whole]")) target.select();
    const button = target.closest("[data-copy], [data-share], [data-print]");
    if (!button) return;
    const { copy: input, share: url, shareText: text, sayCopied, print: paper } = button.dataset;
    if (input) {
      copy(document.getElementById(input));
      one("span", button).textContent = sayCopied;
    }
    if (url) navigator.share({ url, text }).catch(() => {}); // closed without sharing
    if (paper !== undefined) print();
  });
}
