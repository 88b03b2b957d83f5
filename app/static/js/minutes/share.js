// data-copy="id" copies that input, data-share="url" opens the phone's own way to share (shown only where there is
// one), data-print prints; an input with data-whole is selected whole when it is tapped.
{
  all("[data-share]").forEach((button) => (button.hidden = !navigator.share));

  const copy = async (input) => {
    try {
      await navigator.clipboard.writeText(input.value); // not there over plain http
    } catch {
      input.select();
      document.execCommand("copy");
    }
  };

  on("click", async ({ target }) => {
    if (target.matches("[data-whole]")) target.select();
    const button = target.closest("[data-copy], [data-share], [data-print]");
    if (!button) return;
    const { copy: input, share: url, shareText: text, sayCopied, print: paper } = button.dataset;
    if (input) {
      await copy(document.getElementById(input));
      one("span", button).textContent = sayCopied;
    }
    if (url) navigator.share({ url, text }).catch(() => {}); // closed without sharing
    if (paper !== undefined) print();
  });
}
