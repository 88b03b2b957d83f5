// The state of an entry in words, in its <output data-status>.
{
  const LOOKS = { waiting: "kept", sending: "saving", sent: "saved" };
  const wordsOf = ({ state, volatile, tries, words }) => {
    if (volatile) return page.sayFull;
    const waiting = Rounds.signedOut ? page.saySignedOut : tries ? page.sayOffline : page.sayKept;
    return { waiting, sending: page.saySaving, sent: page.saySent, conflict: page.sayTwice }[state] || words || page.sayRefused;
  };

  Rounds.say = (status, entry) => {
    if (!status) return;
    status.className = `status status--${(!entry.volatile && LOOKS[entry.state]) || "failed"}`;
    status.textContent = wordsOf(entry);
  };
  Rounds.complain = (place, words) => {
    place.textContent = words;
    place.hidden = false;
    place.scrollIntoView({ block: "center" });
  };
}
