// Sends one write of an entry, and says what became of it. A Wi-Fi portal answers 200 to everything: only an
// answer that names the write, or refuses it in our own words, is the server's.
(() => {
  const Rounds = (window.Rounds ||= {});
  const say = document.body.dataset;

  // randomUUID is missing on plain http.
  Rounds.mint = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  Rounds.say = (status, state, word) => {
    if (!status) return;
    status.className = `status status--${state}`;
    status.textContent = say[word];
    if (word !== "saySignedOut" || !say.signIn) return;
    const link = Object.assign(document.createElement("a"), { href: say.signIn, target: "_blank", textContent: say.saySignIn });
    status.append(" ", link);
  };

  const verdictOf = (code, html, id) => {
    if (code === 401) return "signedOut";
    if (html.includes("data-refused")) return "refused";
    if (html.includes(`data-stored="${id}"`)) return code === 409 ? "conflict" : "stored";
    const final = code >= 400 && code < 500 && code !== 408 && code !== 429;
    return final ? "refused" : "lost";
  };

  // `leaving`: the page is going away; the browser finishes the request without it.
  Rounds.post = async (url, { id, content, base, previous, at }, leaving = false) => {
    const body = new URLSearchParams(content);
    Object.entries({ id, revision: base, previous: previous.join(" "), answered_at: at }).forEach((pair) => body.set(...pair));
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), 25000);
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "error", keepalive: leaving, signal: given.signal });
      const html = await answer.text();
      const verdict = verdictOf(answer.status, html, id);
      return { verdict, html: html.includes("data-status") && verdict !== "lost" && verdict !== "signedOut" ? html : "" };
    } catch {
      return { verdict: "lost", html: "" };
    } finally {
      clearTimeout(timer);
    }
  };
})();
