import type { Decided } from '../decide/decided.ts';
import type { Advice } from '../model/advice.ts';
import type { Change } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import { adviceOfOutcomes, codesOf, type DecidedByRules } from './advice-of-outcome.ts';
import type { AskedPatient, AskedPolicy } from './asked.ts';
import { withFact } from './candidates.ts';
import { decidedOf } from './consider.ts';
import { NOBODY, OPEN, SEVERAL, sharedOutcome } from './diagram/outcomes.ts';
import { columnAt } from './diagram/reach.ts';
import type { Restricted } from './diagram/restrict.ts';
import { type Expected, expectedAfter } from './expectation.ts';
import type { AnswerClass } from './policy-questions.ts';
import { relevantLevels } from './relevance.ts';
import { Room } from './room.ts';
import { OPEN_ROWS, settle } from './settle.ts';

/** The advice of a line whatever it took to settle it. */
export const adviceAfter = (line: LineCase): Advice => decidedOf(settle(line)).advice;

/** Age and sex do not change: they are asked only while they are open. */
const isFixed = (fact: FactName, open: number): boolean =>
  VOCABULARY[fact].kind === 'context' && (open & (open - 1)) === 0;

/** One entry per fact and advice: the first value that leads to it. */
export const changesOf = (
  fact: FactName,
  answers: readonly { readonly to: string; readonly advice: Advice }[],
  base: Advice,
): readonly Change[] => {
  const changes: Change[] = [];
  for (const { to, advice } of answers)
    if (advice !== base && !changes.some((one) => one.advice === advice)) changes.push({ fact, to, advice });
  return changes;
};

/** What an answer leads to; undefined where nobody is like that. */
type Leads = (level: number, fact: FactName, answer: AnswerClass) => { advice: Advice; isOpen: boolean } | undefined;

const byDiagram = (advice: readonly Advice[], { open: { questions }, known }: AskedPolicy): Leads => {
  const codes = codesOf(advice);
  const leads = advice.map((word, outcome) => ({ advice: word, isOpen: outcome === OPEN }));
  const left = questions.left.each(known.open);
  questions.walk.along(known.now);
  return (level, _, { now, statedColumn }) => {
    const shared = sharedOutcome(left[columnAt(level, statedColumn)] ?? 0, codes);
    if (shared === NOBODY) return undefined;
    // Only where the criteria wait is it looked at what all patients come to, as `settle` does.
    const outcome = questions.walk.turning(known.now, level, now);
    return leads[outcome === OPEN && shared !== SEVERAL ? shared : outcome];
  };
};

const byTable =
  (line: LineCase): Leads =>
  (_, fact, answer) => {
    const { advice, row } = decidedOf(settle(withFact(fact, answer.fact)(line)));
    return { advice, isOpen: OPEN_ROWS.has(row) };
  };

/** Whether the diagrams say all of a patient: nothing is disputed, settled or known in a way they have no place for. */
const isPlain = ({ settled, facts }: LineCase, { known }: AskedPolicy): boolean => {
  if (settled || known.now.includes(-1)) return false;
  for (const name in facts) if (facts[name as FactName]?.conflict !== undefined) return false;
  return true;
};

/** By the diagrams of the policy; by the decision table where they do not say enough. */
export const askPatient = (line: LineCase, decided: DecidedByRules, asked: AskedPolicy): AskedPatient => {
  const advice = adviceOfOutcomes(line, decided);
  if (!isPlain(line, asked)) return ask(line, decided, asked, advice, byTable(line));
  const before = asked.patient;
  if (before?.advice === advice && before.base === decided.advice) return before.found;
  const found = ask(line, decided, asked, advice, byDiagram(advice, asked));
  asked.patient = { advice, base: decided.advice, found };
  return found;
};

const STAYS_OPEN = new Room();

const ask = (
  line: LineCase,
  decided: Decided,
  asked: AskedPolicy,
  outcomes: readonly Advice[],
  leads: Leads,
): AskedPatient => {
  const { known, open } = asked;
  const { levels } = open.questions;
  const table = byTable(line);
  const wouldChange: Change[] = [];
  const staysOpen = STAYS_OPEN.of(columnAt(levels.length, 0));
  for (const [level, { fact: abstract, answers }] of levels.entries()) {
    const { fact, askable } = abstract;
    const possible = known.open[level] ?? 0;
    if (!askable || isFixed(fact, possible)) continue;
    const isKnown = (possible & (possible - 1)) === 0 && line.facts[fact]?.conflict === undefined;
    const allowed = known.allowed[level] ?? 0;
    const first = wouldChange.length;
    for (const answer of answers) {
      const { possible: bits, stated, column, to } = answer;
      const isAnother = isKnown
        ? ((bits | stated) & possible) === 0 && (stated & allowed) !== 0
        : (bits & possible) !== 0;
      // What a known fact leaves of others is not true of its other values.
      const tell = isKnown && known.isNarrowed ? table : leads;
      const word = isAnother ? tell(level, fact, answer) : undefined;
      if (word?.isOpen) staysOpen[columnAt(level, column)] = 1;
      if (!word || word.advice === decided.advice) continue;
      if (!wouldChange.some(({ advice }, index) => index >= first && advice === word.advice))
        wouldChange.push({ fact, to, advice: word.advice });
    }
  }
  if (known.broken) return { relevant: [], ordered: [], wouldChange };
  const restricted = open.restrict(known.open, codesOf(outcomes));
  const relevant = relevantLevels(restricted, known.open);
  return { relevant, ordered: inOrder(relevant, asked, restricted, staysOpen), wouldChange };
};

/**
 * Of some levels, those a person can be asked, the best next question first: the one after which least is expected to
 * stay open (its chance, and the bits of what then remains). Greedy: no promise of the shortest dialog. Of a decided
 * answer, by the bits alone.
 */
export const inOrder = (
  levels: readonly number[],
  { known, open }: AskedPolicy,
  restricted: Restricted,
  staysOpen?: Float64Array,
): readonly number[] => {
  const askable = levels.filter((level) => open.questions.levels[level]?.fact.askable);
  const expected = expectedAfter(restricted, known.open, open.weights, askable, staysOpen);
  return askable
    .map((level, index) => ({ level, after: expected[index] ?? NOTHING }))
    .sort(({ after: a }, { after: b }) => compare(a.open, b.open) || compare(a.bits, b.bits))
    .map(({ level }) => level);
};

const NOTHING: Expected = { open: 0, bits: 0 };

/** Rounding must not decide between two that are equal. */
const compare = (a: number, b: number): number => (Math.abs(a - b) < 1e-9 ? 0 : a - b);
