import { MET, NOT_MET, type Truth, UNKNOWN } from '../../model/truth.ts';

/** Scores below ten: the highest that surely applies, and a bit for each that may. */
const SCORE_BITS = 10;
const MASK = 2 ** SCORE_BITS - 1;
export const withScore = (sum: number, truth: Truth, score: number): number => {
  if (truth === NOT_MET) return sum;
  const sure = sum >> SCORE_BITS;
  return truth === MET ? (Math.max(sure, score) << SCORE_BITS) | (sum & MASK) : sum | (1 << score);
};
/** The rows of a table that a sum stands for. */
export const scoresIn = (sum: number) => {
  const rows: { score: number; truth: Truth }[] = [];
  if (sum >> SCORE_BITS) rows.push({ score: sum >> SCORE_BITS, truth: MET });
  for (let score = 1; score < SCORE_BITS; score++) if (sum & (1 << score)) rows.push({ score, truth: UNKNOWN });
  return rows;
};
