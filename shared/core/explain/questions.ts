import { runDecisionTable } from '../decide/decision-table.ts';
import type { Advice } from '../model/advice.ts';
import type { Change } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import { adviceOfOutcomes, codesOf, commonCode, type DecidedByRules } from './advice-of-outcome.ts';
import { withFact } from './candidates.ts';
import { type Codes, IMPOSSIBLE, OPEN } from './diagram/outcomes.ts';
import type { Remaining } from './expectation.ts';
import type { OpenQuestions } from './open-questions.ts';
import type { AnswerClass, KnownSoFar } from './policy-questions.ts';
import { settle } from './settle.ts';

/** A fact and, for each answer to it, what the advice would be. */
interface Tried {
  readonly level: number;
  readonly fact: FactName;
  readonly answers: readonly (AnswerClass & { readonly advice: Advice; readonly isOpen: boolean })[];
}

/** The advice of a line whatever it took to settle it. */
export const adviceAfter = (line: LineCase): Advice => runDecisionTable(settle(line), false).advice;

/** What one patient can be asked, by the diagrams of the policy; the decision table where they do not say enough. */
interface AskedPatient {
  readonly known: KnownSoFar;
  /** Levels whose answers can lead to different advice, all else equal. */
  readonly relevant: readonly number[];
  /** Every answer to the facts a person can be asked, with the advice it leads to. */
  tried(): readonly Tried[];
}

/** Age and sex do not change: they are asked only while they are open. */
const isFixed = (fact: FactName, open: number): boolean =>
  VOCABULARY[fact].kind === 'context' && (open & (open - 1)) === 0;

export const askPatient = (line: LineCase, decided: DecidedByRules, open: OpenQuestions): AskedPatient => {
  const { questions, relevance } = open;
  const known = questions.read(line.facts);
  const advice = adviceOfOutcomes(line, decided);
  const codes = codesOf(advice);
  const isPlain =
    !line.settled && !known.now.includes(-1) && !Object.values(line.facts).some((fact) => fact?.conflict !== undefined);

  const byDiagram = (level: number, { now, stated }: AnswerClass): { advice: Advice; isOpen: boolean } | undefined => {
    const before = [known.now[level] ?? 0, known.open[level] ?? 0] as const;
    known.now[level] = now;
    known.open[level] = stated;
    const bits = questions.reach(known.open);
    const outcome = questions.walk(known);
    [known.now[level], known.open[level]] = before;
    if ((bits & ~(1 << IMPOSSIBLE)) === 0) return undefined;
    const common = outcome === OPEN ? commonCode(bits, codes) : undefined;
    return {
      advice: advice[common === undefined ? outcome : codes.indexOf(common)] ?? decided.advice,
      isOpen: outcome === OPEN && common === undefined,
    };
  };
  const byTable = (fact: FactName, answer: AnswerClass): { advice: Advice; isOpen: boolean } => {
    const after = settle(withFact(fact, answer.fact)(line));
    const { advice: word, row } = runDecisionTable(after, false);
    return { advice: word, isOpen: row === 'D11' || row === 'D16' };
  };

  return {
    known,
    relevant: known.broken ? [] : relevance.levels(known.open, codes),
    tried: () =>
      questions.levels.flatMap(({ fact: { fact, askable }, answers }, level): Tried[] => {
        const possible = known.open[level] ?? 0;
        if (!askable || isFixed(fact, possible)) return [];
        const isKnown = (possible & (possible - 1)) === 0 && line.facts[fact]?.conflict === undefined;
        const others = answers.filter(({ possible: bits, stated }) =>
          isKnown
            ? ((bits | stated) & possible) === 0 && (stated & (known.allowed[level] ?? 0)) !== 0
            : (bits & possible) !== 0,
        );
        const tried = others.flatMap((answer) => {
          const found = isPlain ? byDiagram(level, answer) : byTable(fact, answer);
          return found ? [{ ...answer, ...found }] : [];
        });
        return [{ level, fact, answers: tried }];
      }),
  };
};

/** One entry per fact and advice: the first value that leads to it. */
export const changesOf = (
  fact: FactName,
  answers: readonly { readonly to: string; readonly advice: Advice }[],
  base: Advice,
): readonly Change[] => {
  const byAdvice = new Map<Advice, Change>();
  for (const { to, advice } of answers)
    if (advice !== base && !byAdvice.has(advice)) byAdvice.set(advice, { fact, to, advice });
  return [...byAdvice.values()];
};

/**
 * Best next question first: the one after which least is expected to stay open (its chance, and the bits of what then
 * remains). Greedy: no promise of the shortest dialog. Of a decided answer, by the bits alone.
 */
export const inOrder = (
  levels: readonly number[],
  { known }: Pick<AskedPatient, 'known'>,
  { expectation }: OpenQuestions,
  codes: Codes,
  staysOpen: (level: number, column: number) => boolean,
): readonly number[] => {
  const remaining = expectation.remaining(known.open, codes, levels);
  const cost = (all: readonly Remaining[], level: number): readonly [number, number] => {
    let open = 0;
    let bits = 0;
    for (const { column, chance, entropy } of all) {
      if (staysOpen(level, column)) open += chance * (1 + entropy);
      bits += chance * entropy;
    }
    return [open, bits];
  };
  const costs = levels.map((level, index) => ({ level, at: cost(remaining[index] ?? [], level) }));
  return costs.sort(({ at: [a, x] }, { at: [b, y] }) => compare(a, b) || compare(x, y)).map(({ level }) => level);
};

/** Rounding must not decide between two that are equal. */
const compare = (a: number, b: number): number => (Math.abs(a - b) < 1e-9 ? 0 : a - b);
