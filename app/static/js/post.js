// Sends one entry of the journal, and says what became of it. A Wi-Fi portal answers 200 to everything: stored is
// what the answer names by id, refused is what our own server refuses.
(() => {
  const Rounds = (window.Rounds ||= {});
  const WHO = "X-Rounds-User"; // our server answers with it, and never writes for another than who entered it
  const AGAIN = new Set([408, 425, 429]);
  Rounds.patience ||= 25000; // ms; a photo's upload in a warehouse may take five times as long

  // randomUUID is missing on plain http.
  Rounds.mint = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  const verdictOf = (status, html, id, ours) => {
    if (status === 401) return "signedOut";
    const named = html.includes(`data-stored="${id}"`) || html.includes(`id="photo-${id}"`);
    if (named && (status < 300 || status === 409)) return status === 409 ? "conflict" : "stored";
    const final = status === 413 || (ours && status >= 400 && status < 500 && !AGAIN.has(status));
    return final || html.includes("data-refused") ? "refused" : "lost";
  };

  const wordsOf = (html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const said = [...body.querySelectorAll("[role=alert], .error, [data-refused]")];
    return (said.length ? said.map((each) => each.textContent).join(" ") : body.textContent).replace(/\s+/g, " ").trim().slice(0, 300);
  };

  const bodyOf = ({ content, sent: { id }, base, tried, at }, photo) => {
    const fields = new URLSearchParams(content);
    const previous = tried.filter((each) => each !== id).join(" ");
    Object.entries({ id, revision: base, previous, answered_at: at }).forEach((pair) => fields.set(...pair));
    if (!photo) return fields;
    const body = new FormData();
    fields.forEach((value, key) => body.append(key, value));
    body.append(photo.field, new Blob([photo.bytes], { type: photo.type }), photo.name);
    return body;
  };

  Rounds.post = (entry, photo, progress) => new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.upload.onprogress = ({ lengthComputable, loaded, total }) => lengthComputable && progress?.(loaded / total);
    xhr.onloadend = () => {
      const [status, html, who] = [xhr.status, xhr.responseText, xhr.getResponseHeader(WHO)];
      resolve({ verdict: verdictOf(status, html, entry.sent.id, who !== null), status, html, who, words: status < 400 ? "" : wordsOf(html) });
    };
    xhr.open("POST", entry.url);
    xhr.timeout = Rounds.patience * (photo ? 5 : 1);
    xhr.setRequestHeader("HX-Request", "true"); // asks for the fragment
    xhr.setRequestHeader(WHO, entry.user);
    xhr.setRequestHeader("X-Sent-At", new Date().toISOString()); // tells a clock that is off
    xhr.send(bodyOf(entry, photo));
  });
})();
