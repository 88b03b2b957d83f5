// Sends one entry of the journal, and says what became of it. A Wi-Fi portal answers 200 to everything: stored is
// what the answer names by id, refused is what our own server refuses.
{
  const WHO = "X-Rounds-User"; // our server answers with it, and never writes for another than who entered it
  Rounds.patience ||= 25000; // ms; a photo's upload in a warehouse may take five times as long

  // randomUUID is missing on plain http.
  Rounds.mint = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

  const verdictOf = (status, html, id, ours) => {
    if (status === 401) return "signedOut";
    const named = html.includes(`data-stored="${id}"`) || html.includes(`id="photo-${id}"`);
    if (named && status === 409) return "conflict";
    if (named && status < 300) return "stored";
    const final = status === 413 || (ours && status >= 400 && status < 500 && ![408, 425, 429].includes(status));
    return final || html.includes("data-refused") ? "refused" : "lost";
  };

  const wordsOf = (html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const said = all("[role=alert], .error, [data-refused]", body);
    return (said.length ? said : [body]).map((each) => each.textContent).join(" ").replace(/\s+/g, " ").trim().slice(0, 300);
  };

  const bodyOf = ({ content, sent: { id }, base, tried, at }, photo) => {
    const body = photo ? new FormData() : new URLSearchParams();
    new URLSearchParams(content).forEach((value, name) => body.append(name, value));
    const previous = tried.filter((each) => each !== id).join(" ");
    Object.entries({ id, revision: base, previous, answered_at: at }).forEach(([name, value]) => body.set(name, value));
    if (photo) body.append(photo.field, new Blob([photo.bytes], photo), photo.name);
    return body;
  };

  Rounds.post = (entry, photo, progress) => new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    xhr.onloadend = () => {
      const { status, responseText: html } = xhr;
      const who = xhr.getResponseHeader(WHO);
      const verdict = verdictOf(status, html, entry.sent.id, who !== null);
      resolve({ verdict, status, html, who, words: status < 400 ? "" : wordsOf(html), go: html.match(/data-go="([^"]+)"/)?.[1] });
    };
    xhr.open("POST", entry.url);
    xhr.timeout = Rounds.patience * (photo ? 5 : 1);
    xhr.setRequestHeader("HX-Request", "true"); // asks for the fragment
    xhr.setRequestHeader(WHO, entry.user);
    xhr.setRequestHeader("X-Sent-At", new Date().toISOString()); // tells a clock that is off
    xhr.send(bodyOf(entry, photo));
  });
}
