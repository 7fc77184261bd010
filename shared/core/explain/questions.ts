import { runDecisionTable } from '../decide/decision-table.ts';
import type { Advice } from '../model/advice.ts';
import type { Change } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import { adviceOfOutcomes, codesOf, type DecidedByRules } from './advice-of-outcome.ts';
import { withFact } from './candidates.ts';
import { OPEN } from './diagram/outcomes.ts';
import type { Restricted } from './diagram/restrict.ts';
import { type Remaining, remainingAfter } from './expectation.ts';
import type { OpenQuestions } from './open-questions.ts';
import type { AnswerClass, KnownSoFar } from './policy-questions.ts';
import { commonLeaf, relevantLevels } from './relevance.ts';
import { settle } from './settle.ts';

/** A fact and, for each answer to it, what the advice would be. */
interface Tried {
  readonly level: number;
  readonly fact: FactName;
  readonly answers: readonly {
    readonly to: string;
    readonly column: number;
    readonly advice: Advice;
    readonly isOpen: boolean;
  }[];
}

/** The advice of a line whatever it took to settle it. */
export const adviceAfter = (line: LineCase): Advice => runDecisionTable(settle(line), false).advice;

/** What one patient can be asked, by the diagrams of the policy; the decision table where they do not say enough. */
interface AskedPatient {
  readonly known: KnownSoFar;
  readonly restricted: Restricted;
  /** Levels whose answers can lead to different advice, all else equal. */
  readonly relevant: readonly number[];
  /** Every answer to the facts a person can be asked, with the advice it leads to. */
  tried(): readonly Tried[];
}

/** Age and sex do not change: they are asked only while they are open. */
const isFixed = (fact: FactName, open: number): boolean =>
  VOCABULARY[fact].kind === 'context' && (open & (open - 1)) === 0;

export const askPatient = (line: LineCase, decided: DecidedByRules, open: OpenQuestions): AskedPatient => {
  const { questions } = open;
  const known = questions.read(line.facts);
  const advice = adviceOfOutcomes(line, decided);
  const codes = codesOf(advice);
  const isPlain =
    !line.settled && !known.now.includes(-1) && !Object.values(line.facts).some((fact) => fact?.conflict !== undefined);

  const restricted = open.restrict(known.open, codes);
  const canBeNobody = restricted.root < 0 || restricted.tainted[restricted.root] === 1;

  /** `possible`: one of the answers the facts leave open; else the fact is known, and this would change it. */
  const byDiagram = (
    level: number,
    { now, stated, possible }: AnswerClass,
  ): { advice: Advice; isOpen: boolean } | undefined => {
    const isOpen = ((known.open[level] ?? 0) & possible) !== 0;
    const [before, all] = [known.now[level] ?? 0, known.open[level] ?? 0];
    known.now[level] = now;
    known.open[level] = stated;
    const outcome = questions.walk(known);
    let common: number | 'several' | undefined = 'several';
    if (isOpen && !canBeNobody) {
      if (outcome === OPEN) common = commonLeaf(restricted, all, level, possible);
    } else if (outcome === OPEN || questions.hasImpossible) common = questions.common(known.open, codes);
    known.now[level] = before;
    known.open[level] = all;
    if (common === undefined) return undefined;
    if (outcome !== OPEN || common === 'several')
      return { advice: advice[outcome] ?? decided.advice, isOpen: outcome === OPEN };
    return { advice: advice[codes.indexOf(common)] ?? decided.advice, isOpen: false };
  };
  const byTable = (fact: FactName, answer: AnswerClass): { advice: Advice; isOpen: boolean } => {
    const after = settle(withFact(fact, answer.fact)(line));
    const { advice: word, row } = runDecisionTable(after, false);
    return { advice: word, isOpen: row === 'D11' || row === 'D16' };
  };

  return {
    known,
    restricted,
    relevant: known.broken ? [] : relevantLevels(restricted, known.open),
    tried: () => {
      const tried: Tried[] = [];
      for (const [
        level,
        {
          fact: { fact, askable },
          answers,
        },
      ] of questions.levels.entries()) {
        const possible = known.open[level] ?? 0;
        if (!askable || isFixed(fact, possible)) continue;
        const isKnown = (possible & (possible - 1)) === 0 && line.facts[fact]?.conflict === undefined;
        const allowed = known.allowed[level] ?? 0;
        const found: Tried['answers'][number][] = [];
        for (const answer of answers) {
          const { possible: bits, stated } = answer;
          const isAsked = isKnown
            ? ((bits | stated) & possible) === 0 && (stated & allowed) !== 0
            : (bits & possible) !== 0;
          const word = isAsked ? (isPlain ? byDiagram(level, answer) : byTable(fact, answer)) : undefined;
          if (word) found.push({ to: answer.to, column: bits, ...word });
        }
        tried.push({ level, fact, answers: found });
      }
      return tried;
    },
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
  { known, restricted }: Pick<AskedPatient, 'known' | 'restricted'>,
  { weights }: OpenQuestions,
  staysOpen: (level: number, column: number) => boolean,
): readonly number[] => {
  const remaining = remainingAfter(restricted, known.open, weights, levels);
  const cost = (all: readonly Remaining[], level: number): readonly [number, number] => {
    let open = 0;
    let bits = 0;
    let total = 0;
    for (const { column, chance, entropy } of all) {
      if (staysOpen(level, column)) open += chance * (1 + entropy);
      bits += chance * entropy;
      total += chance;
    }
    return [open / (total || 1), bits / (total || 1)];
  };
  const costs = levels.map((level, index) => ({ level, at: cost(remaining[index] ?? [], level) }));
  return costs.sort(({ at: [a, x] }, { at: [b, y] }) => compare(a, b) || compare(x, y)).map(({ level }) => level);
};

/** Rounding must not decide between two that are equal. */
const compare = (a: number, b: number): number => (Math.abs(a - b) < 1e-9 ? 0 : a - b);
