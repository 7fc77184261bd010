import type { Advice } from '../model/advice.ts';
import type { Determination } from '../model/determination.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import { unconfirmedIn, withoutUnconfirmed } from '../policy/unconfirmed.ts';
import { runDecisionTable } from './decision-table.ts';

/** Advice somebody could act on to a patient's or payer's harm if it rested on a fact nobody may vouch for. */
const FAVORABLE: ReadonlySet<Advice> = new Set([
  'pa-likely-approve',
  'pa-not-required-setting',
  'proceed-no-pa',
  'proceed-authorized',
]);

/**
 * The line with the facts that count. Unconfirmed ones may speak against: where the answer with them is favorable, it
 * is given as if nobody had stated them, and what they say stays an open question.
 */
export const withCountedFacts = (line: LineCase): LineCase => {
  const confirmed = withoutUnconfirmed(line);
  if (confirmed === line) return line;
  const { advice, necessity } = runDecisionTable(line, false);
  return FAVORABLE.has(advice) || necessity === 'met' ? confirmed : line;
};

/** The answer, naming what nobody confirmed. */
export const withUnconfirmed = (answer: Determination, { facts }: LineCase): Determination => {
  const questions = unconfirmedIn(facts).map((name) => VOCABULARY[name].question ?? name);
  if (questions.length === 0) return answer;
  const says = `Unconfirmed, since no clinician answered: ${questions.join(' ')}`;
  return { ...answer, warnings: [...answer.warnings, says] };
};
