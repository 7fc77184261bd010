import { isCodeOpen } from '../decide/decided.ts';
import { runDecisionTable } from '../decide/decision-table.ts';
import type { Advice, DecisionRow } from '../model/advice.ts';
import type { Change, Question } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import type { DecidedByRules } from './advice-of-outcome.ts';
import { candidatesBeside } from './candidates.ts';
import { type OpenQuestions, openQuestions } from './open-questions.ts';
import { adviceAfter, askPatient, changesOf, inOrder } from './questions.ts';
import { isByRules, OPEN_ROWS, settle } from './settle.ts';

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
const NOBODY: OfPatient = { facts: [], wouldChange: [] };

/** Advice that an approval, or the lack of one, decides: patient facts cannot change it. */
const BEFORE_CRITERIA: ReadonlySet<Advice> = new Set(['fix-authorization', 'proceed-authorized']);
/** The criteria do not speak of this patient: no answer to their questions matters. */
const OUTSIDE_ROW: DecisionRow = 'D8b';
/** A reviewer is asked: nothing is assumed. */
const REVIEW_ROWS: ReadonlySet<DecisionRow> = new Set(['D8', 'D8b', 'D10', 'D15']);

/** Facts nobody is asked for in a form are named by where they come from. */
const fromRecord = (fact: FactName): string =>
  `From the record: ${fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`;
export const questionAbout = (fact: FactName): Question => ({
  fact,
  question: VOCABULARY[fact].question ?? fromRecord(fact),
});

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

const ofPatient = (line: LineCase, decided: DecidedByRules, open: OpenQuestions): OfPatient => {
  const asked = askPatient(line, decided, open);
  const tried = asked.tried();
  const wouldChange = tried.flatMap(({ fact, answers }) => changesOf(fact, answers, decided.advice));
  const { levels } = open.questions;
  const factAt = (level: number) => levels[level]?.fact.fact ?? [];
  const { broken } = asked.known;
  if (broken) return { wouldChange, facts: [...(broken.if.present ?? []), ...broken.oneOf] };
  const disputed = levels.flatMap(({ fact: { fact, askable } }) =>
    askable && line.facts[fact]?.conflict !== undefined ? fact : [],
  );
  const askable = asked.relevant.filter((level) => levels[level]?.fact.askable);
  const byLevel = new Map(tried.map(({ level, answers }) => [level, answers]));
  const staysOpen = (level: number, column: number) =>
    byLevel.get(level)?.find((one) => one.column === column)?.isOpen ?? false;
  const ordered = inOrder(askable, asked, open, staysOpen).flatMap(factAt);
  const isStuck = OPEN_ROWS.has(decided.row) && ordered.length === 0;
  const deciding = disputed.filter((fact) => wouldChange.some((change) => change.fact === fact));
  return { wouldChange, facts: unique([...ordered, ...deciding, ...(isStuck ? asked.relevant.flatMap(factAt) : [])]) };
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
  const first = runDecisionTable(asked, false);
  const line = settle(asked, first);
  const decided = line === asked ? first : runDecisionTable(line, false);
  const { bundle } = line;
  if (!isByRules(decided) || !bundle || bundle === 'ambiguous' || isCodeOpen(decided)) return NOTHING;
  const isAsked = !BEFORE_CRITERIA.has(decided.advice) && decided.row !== OUTSIDE_ROW;
  const open = isAsked ? openQuestions(line, decided.seen) : undefined;
  const patient = open ? ofPatient(line, decided, open) : NOBODY;
  const { settled: _settled, ...plain } = line;
  const others = beside(plain, bundle, decided).filter((changes) => changes.length > 0);
  const isOpen = OPEN_ROWS.has(decided.row) || REVIEW_ROWS.has(decided.row);
  return {
    missing: unique([...patient.facts, ...others.flatMap(([first]) => first?.fact ?? [])]).map(questionAbout),
    wouldChange: [...patient.wouldChange, ...others.flat()],
    // Age and sex are nothing that could be reported or not.
    assumed: isOpen ? [] : patient.facts.filter((fact) => VOCABULARY[fact].kind !== 'context').map(questionAbout),
  };
};
