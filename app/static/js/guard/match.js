// The twin of app/leverage/phrases/matcher.py, step by step: finds the phrases of the list in a text. Both are held
// to the same answers by tests/browser/test_phrase_guard.py.
{
  const KEPT = /[\p{L}\p{N}]/u;
  const isAscii = (letter) => letter < "\x80";

  // letters: what counts of the text; of each code unit of them: whether it starts a word, and its place in the text.
  const fold = (text, map) => {
    const folded = { letters: "", starts: [], places: [] };
    let last = ""; // the letter before, if nothing stands between
    [...text].forEach((original, place) => [...original.normalize("NFKC").toLowerCase()].forEach((lowered) => {
      const letter = map[lowered] ?? lowered;
      const at = folded.letters.length;
      const kept = KEPT.test(letter);
      if (kept) {
        folded.starts[at] = !last || isAscii(letter) !== isAscii(last);
        folded.letters += letter;
        folded.places.push(place, ...Array(letter.length - 1).fill(place));
      }
      last = kept && letter;
    }));
    return folded;
  };

  const spans = ({ letters, starts }, words, whole) => {
    const isBorder = (at) => !whole || at === letters.length || starts[at];
    const found = [...letters.matchAll(new RegExp(`(?=${words})`, "g"))].map(({ index }) => ({ start: index, end: index + words.length }));
    return found.filter(({ start, end }) => isBorder(start) && isBorder(end));
  };

  // The longest first, what overlaps it not at all.
  const matches = (folded, needles) => {
    const chosen = [];
    const every = needles.flatMap(([words, id, whole]) => spans(folded, words, whole).map((span) => ({ ...span, id })));
    every.sort((a, b) => a.start - a.end - (b.start - b.end) || a.start - b.start).forEach((match) => {
      if (chosen.every(({ start, end }) => match.end <= start || match.start >= end)) chosen.push(match);
    });
    return chosen.sort((a, b) => a.start - b.start);
  };

  // table: as /assets/phrases.….json gives it. The finder returns [{id, level, start, end, found}], places in code points.
  Rounds.phraseFinder = ({ map: pairs, harmless, needles, phrases }) => {
    const map = {};
    [...pairs].forEach((letter, at, all) => at % 2 && (map[all[at - 1]] = letter));
    return (text) => {
      const folded = fold(text, map);
      harmless.forEach(([words, whole]) => spans(folded, words, whole).forEach(({ start, end }) => {
        folded.letters = folded.letters.slice(0, start) + " ".repeat(end - start) + folded.letters.slice(end);
      }));
      const hits = {};
      matches(folded, needles).forEach(({ start: first, end: last, id }) => {
        const [start, end] = [folded.places[first], folded.places[last - 1] + 1];
        hits[id] ??= { id, level: phrases[id].level, start, end, found: [...text].slice(start, end).join("") };
      });
      return Object.values(hits);
    };
  };
}
