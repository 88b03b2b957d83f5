// The state of an entry in words, in its <output data-status>.
(() => {
  const Rounds = (window.Rounds ||= {});
  const say = document.body.dataset;
  const LOOKS = { waiting: "kept", sending: "saving", sent: "saved" };

  const wordsOf = ({ state, volatile, tries, words }) => {
    if (volatile) return say.sayFull;
    if (state === "waiting") return Rounds.signedOut ? say.saySignedOut : tries ? say.sayOffline : say.sayKept;
    return { sending: say.saySaving, sent: say.saySent, conflict: say.sayTwice }[state] || words || say.sayRefused;
  };

  Rounds.say = (status, entry) => {
    if (!status) return;
    status.className = `status status--${(!entry.volatile && LOOKS[entry.state]) || "failed"}`;
    status.textContent = wordsOf(entry);
  };
})();
