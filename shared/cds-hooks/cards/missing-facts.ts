import type { Said } from '../said.ts';
import type { CardWriter } from './card.ts';

const SHOWN = 5;

const hasQuestions = ({ determination: { role, missing, authorizationRequired, necessity } }: Said): boolean =>
  role === 'test' && missing.length > 0 && (authorizationRequired === true || necessity === 'unknown');

/** The open questions that decide, to be answered in the chart or on the form. */
export const missingFacts: CardWriter = (said) =>
  said.filter(hasQuestions).map((one) => {
    const { missing, reasons } = one.determination;
    const count = missing.length === 1 ? 'One answer is' : `${Math.min(missing.length, SHOWN)} answers are`;
    const questions = missing.slice(0, SHOWN).map(({ question }) => `- ${question}`);
    return {
      topic: 'appropriate-use',
      about: one,
      summary: `${count} missing to say whether this stress test meets the payer's criteria`,
      detail: [...reasons.slice(0, 1), '', ...questions].join('\n').trim(),
      indicator: 'info',
    };
  });
