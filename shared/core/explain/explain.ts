import { isCodeOpen } from '../decide/decided.ts';
import type { Advice, DecisionRow } from '../model/advice.ts';
import type { Change, Question } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import type { DecidedByRules } from './advice-of-outcome.ts';
import type { AskedPolicy } from './asked.ts';
import { candidatesBeside } from './candidates.ts';
import { askedAbout, decidedOf, isByRules } from './consider.ts';
import { adviceAfter, askPatient, changesOf } from './questions.ts';
import { OPEN_ROWS, settle } from './settle.ts';

interface Explanation {
  /** Facts for which two answers, all else equal, lead to different advice; the best next question first. */
  readonly missing: readonly Question[];
  /** Single facts that would change the advice, and to what. */
  readonly wouldChange: readonly Change[];
  /** Of `missing`: facts a decided answer does without. */
  readonly assumed: readonly Question[];
}
type OfPatient = Pick<Explanation, 'wouldChange'> & { readonly facts: readonly FactName[] };

const NOTHING: Explanation = { missing: [], wouldChange: [], assumed: [] };
const NO_PATIENT: OfPatient = { facts: [], wouldChange: [] };

/** Advice that an approval, or the lack of one, decides: patient facts cannot change it. */
const BEFORE_CRITERIA: ReadonlySet<Advice> = new Set(['fix-authorization', 'proceed-authorized']);
/** The criteria do not speak of this patient: no answer to their questions matters. */
const OUTSIDE_ROW: DecisionRow = 'D8b';
/** A reviewer is asked: nothing is assumed. */
const REVIEW_ROWS: ReadonlySet<DecisionRow> = new Set(['D8', 'D8b', 'D10', 'D15']);

/** Facts nobody is asked for in a form are named by where they come from. */
const fromRecord = (fact: FactName): string =>
  `From the record: ${fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`;
const QUESTIONS = new Map(
  Object.entries(VOCABULARY).map(([name, { question }]) => {
    const fact = name as FactName;
    return [fact, { fact, question: question ?? fromRecord(fact) }];
  }),
);
export const questionAbout = (fact: FactName): Question => QUESTIONS.get(fact) ?? { fact, question: fromRecord(fact) };

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

const ofPatient = (line: LineCase, decided: DecidedByRules, asked: AskedPolicy): OfPatient => {
  const { relevant, ordered, wouldChange } = askPatient(line, decided, asked);
  const { levels } = asked.open.questions;
  const { broken } = asked.known;
  if (broken) return { wouldChange, facts: [...(broken.if.present ?? []), ...broken.oneOf] };
  const deciding = wouldChange.flatMap(({ fact }) => (line.facts[fact]?.conflict === undefined ? [] : fact));
  const isStuck = OPEN_ROWS.has(decided.row) && ordered.length === 0;
  const factAt = (level: number) => levels[level]?.fact.fact ?? [];
  return {
    wouldChange,
    facts: unique([...ordered.flatMap(factAt), ...deciding, ...(isStuck ? relevant.flatMap(factAt) : [])]),
  };
};

const beside = (line: LineCase, bundle: RulesetBundle, { seen, advice }: DecidedByRules) =>
  candidatesBeside(line, bundle, seen).map(({ fact, values }) =>
    changesOf(
      fact,
      values.map(({ to, apply }) => ({ to, advice: adviceAfter(apply(line)) })),
      advice,
    ),
  );

/**
 * What is missing, what to ask next and what any single fact would change. Finite and deterministic; run only where a
 * person reads the answer. Skips lines whose code must be corrected or chosen first.
 */
export const explain = (asked: LineCase): Explanation => {
  const line = settle(asked);
  const decided = decidedOf(line);
  const { bundle } = line;
  if (!isByRules(decided) || !bundle || bundle === 'ambiguous' || isCodeOpen(decided)) return NOTHING;
  const isAsked = !BEFORE_CRITERIA.has(decided.advice) && decided.row !== OUTSIDE_ROW;
  const open = isAsked ? askedAbout(line) : undefined;
  const patient = open ? ofPatient(line, decided, open) : NO_PATIENT;
  const others = beside({ ...line, settled: undefined }, bundle, decided).filter((changes) => changes.length > 0);
  const isOpen = OPEN_ROWS.has(decided.row) || REVIEW_ROWS.has(decided.row);
  return {
    missing: unique([...patient.facts, ...others.flatMap(([first]) => first?.fact ?? [])]).map(questionAbout),
    wouldChange: [...patient.wouldChange, ...others.flat()],
    // Age and sex are nothing that could be reported or not.
    assumed: isOpen ? [] : patient.facts.filter((fact) => VOCABULARY[fact].kind !== 'context').map(questionAbout),
  };
};
