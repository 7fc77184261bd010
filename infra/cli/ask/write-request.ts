import type { Asking } from '../../../client/index.ts';
import { askingBundle } from '../../../client/write/write-asking.ts';
import { wrongUsage } from '../refusal.ts';
import type { Asked } from './asked.ts';
import type { Form } from './form.ts';
import { checkOrderFact, orderFact } from './order-facts.ts';

const itemsOf = ({ answers }: Asked, { questions }: Form): readonly object[] =>
  [...answers].flatMap(([fact, typed]) => {
    const question = questions.get(fact);
    return question ? [{ linkId: fact, answer: [question.read(typed)] }] : [];
  });

/** What comes with the order instead of the questionnaire, by the names of the client. */
const FACTS = {
  sex: 'sex',
  serviceDate: 'serviceDate',
  siteState: 'siteState',
  county: 'county',
  placeOfService: 'placeOfService',
  planProduct: 'plan',
  encounterClass: 'encounter',
} as const satisfies Readonly<Record<string, keyof Asking>>;

const askingOf = ({ payer, code, diagnoses, answers }: Asked): Asking => {
  const age = answers.get('age');
  const named = Object.entries(FACTS).flatMap(([fact, name]) => {
    const typed = answers.get(fact);
    return typed === undefined ? [] : [[name, typed] as const];
  });
  return {
    payer,
    code,
    diagnoses,
    ...Object.fromEntries(named),
    ...(age === undefined ? {} : { age: Number(age) }),
    ...(answers.has('delegated') ? { delegated: true } : {}),
  };
};

/**
 * The question as the Bundle an EHR would send to `CoverageEligibilityRequest/$submit`.
 * @throws for an answer to no question, or one that does not fit.
 */
export const writeRequest = (asked: Asked, form: Form, today: string): object => {
  for (const [fact, typed] of asked.answers) {
    if (!orderFact(fact) && !form.questions.has(fact)) throw wrongUsage(`There is no question "${fact}".`);
    checkOrderFact(fact, typed);
  }
  const base = form.url.replace(/\/Questionnaire\/.*$/, '');
  return askingBundle(askingOf(asked), { url: form.url, base }, itemsOf(asked, form), today);
};
