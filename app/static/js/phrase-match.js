// The twin of app/leverage/phrases/matcher.py, step by step: finds the phrases of the list in a text. Both are held
// to the same answers by tests/browser/test_phrase_guard.py.
(() => {
  const Rounds = (window.Rounds ||= {});
  const COVER = " ";
  const ASTRAL = "\ue000"; // stands for a letter of two code units, so that places and characters keep in step
  const KEPT = /[\p{L}\p{N}]/u;
  const isAscii = (character) => character.codePointAt(0) < 128;

  const fold = (text, map) => {
    const folded = { characters: "", starts: [], places: [] };
    let gap = true;
    let last = "";
    Array.from(text).forEach((original, place) => {
      for (const lowered of original.normalize("NFKC").toLowerCase()) {
        const character = map.get(lowered) ?? lowered;
        if (!KEPT.test(character)) {
          gap = true;
          continue;
        }
        folded.starts.push(gap || isAscii(character) !== isAscii(last));
        folded.characters += character.length === 1 ? character : ASTRAL;
        folded.places.push(place);
        [gap, last] = [false, character];
      }
    });
    return folded;
  };

  const atBorder = (folded, place) => place === folded.characters.length || folded.starts[place];

  const spans = (folded, words, whole) => {
    const found = [];
    for (let start = folded.characters.indexOf(words); start >= 0; start = folded.characters.indexOf(words, start + 1)) {
      const end = start + words.length;
      if (!whole || (atBorder(folded, start) && atBorder(folded, end))) found.push([start, end]);
    }
    return found;
  };

  const cover = (folded, harmless) => harmless.forEach(([words, whole]) => spans(folded, words, whole).forEach(([start, end]) => {
    folded.characters = folded.characters.slice(0, start) + COVER.repeat(end - start) + folded.characters.slice(end);
  }));

  const matches = (folded, needles) => {
    const every = needles.flatMap(([words, id, whole]) => spans(folded, words, whole).map(([start, end]) => ({ start, end, id })));
    const chosen = [];
    every.sort((a, b) => a.start - a.end - (b.start - b.end) || a.start - b.start).forEach((match) => {
      if (chosen.every((other) => match.end <= other.start || match.start >= other.end)) chosen.push(match);
    });
    return chosen.sort((a, b) => a.start - b.start);
  };

  // table: as /assets/phrases.….json gives it. The finder returns [{id, level, start, end, found}], places in code points.
  Rounds.phraseFinder = (table) => {
    const pairs = Array.from(table.map);
    const map = new Map(pairs.flatMap((character, at) => (at % 2 ? [] : [[character, pairs[at + 1]]])));
    return (text) => {
      const folded = fold(text, map);
      cover(folded, table.harmless);
      const hits = new Map();
      matches(folded, table.needles).forEach(({ start, end, id }) => {
        if (hits.has(id)) return;
        const [first, last] = [folded.places[start], folded.places[end - 1] + 1];
        const found = Array.from(text).slice(first, last).join("");
        hits.set(id, { id, level: table.phrases[id].level, start: first, end: last, found });
      });
      return [...hits.values()];
    };
  };
})();
