/** Texts are compared by pieces of this length: shorter ones are not worth a reference into the dictionary. */
const PIECE = 8;
/** A dictionary is put together from stretches of this length. */
const STRETCH = 96;
/** What stands in no more texts than these is of one order. */
const SELDOM = 8;

interface Stretch {
  readonly text: string;
  readonly score: number;
}

/** In how many texts each piece stands. */
const countPieces = (texts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const own = new Set<string>();
    for (let at = 0; at + PIECE <= text.length; at++) own.add(text.slice(at, at + PIECE));
    for (const piece of own) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  return counts;
};

/** The stretch of a text whose pieces stand in most texts. */
const bestOf = (text: string, counts: ReadonlyMap<string, number>): Stretch => {
  const scores = Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, at) => {
    const count = counts.get(text.slice(at, at + PIECE)) ?? 0;
    return count > SELDOM ? count : 0;
  });
  const wide = STRETCH - PIECE + 1;
  let [sum, best, from] = [0, 0, 0];
  scores.forEach((score, at) => {
    sum += score - (at >= wide ? (scores[at - wide] ?? 0) : 0);
    if (sum > best) [best, from] = [sum, Math.max(0, at - wide + 1)];
  });
  return { text: text.slice(from, from + STRETCH), score: best };
};

/**
 * What comes again and again in the texts, the most frequent last, where references to it are shortest. Greedy, as zstd's
 * COVER: the best stretch of each text in turn, whose pieces then count no more.
 */
export const chooseText = (texts: readonly string[], length: number): string => {
  const counts = countPieces(texts);
  const chosen: Stretch[] = [];
  let size = 0;
  for (let turn = 0, idle = 0; size < length && idle < texts.length; turn++) {
    const best = bestOf(texts[turn % texts.length] ?? '', counts);
    idle = best.score > 0 ? 0 : idle + 1;
    if (best.score === 0) continue;
    for (let at = 0; at + PIECE <= best.text.length; at++) counts.delete(best.text.slice(at, at + PIECE));
    chosen.push(best);
    size += best.text.length;
  }
  return chosen
    .sort((a, b) => a.score - b.score)
    .map(({ text }) => text)
    .join('')
    .slice(-length);
};
