import type { Question } from '../../core/model/determination.ts';
import type { FactName, Facts } from '../../core/model/facts.ts';
import { VOCABULARY } from '../../core/model/vocabulary.ts';
import type { Hook } from '../hook-service.ts';
import type { Said } from '../said.ts';

/** Questions in the words of line 1, `{they}` for the patient; others are asked in the detail alone. */
const SHORT: Readonly<Partial<Record<FactName, string>>> = {
  canExercise: 'can {they} exercise?',
  ecgReadable: 'can the resting ECG be read?',
  chestPain: 'what kind of chest pain?',
  exertionalDyspnea: 'is {they} short of breath on exertion?',
  symptomsChanged: 'are symptoms new or worse?',
  syncope: 'has {they} fainted?',
  palpitations: 'are there palpitations?',
  knownCad: 'is coronary disease known?',
  priorMi: 'was there a heart attack?',
  priorPci: 'when was the last stent, if any?',
  priorCabg: 'when was bypass surgery, if any?',
  priorIschemiaTest: 'when was the last ischemia test, and its result?',
  preOpSurgeryRisk: 'how risky is the planned surgery?',
  functionalCapacityMets: 'how many METs can {they} reach?',
  stableNow: 'is {they} stable now?',
  acsWithin90Days: 'was there an acute event in the last 90 days?',
  planProduct: 'which product of the payer is it?',
  placeOfService: 'where will it be done?',
  serviceDate: 'on which day?',
  siteState: 'in which state will it be done?',
};

/** Who books can be a clerk, or the patient; everywhere else a clinician is asked. */
const isBooking = (hook: Hook): boolean => hook === 'appointment-book';

/** The reason for the test is the clinician's to say, whoever types it. */
const isAskedOfClerk = ({ fact }: Question): boolean => VOCABULARY[fact].askedOf === 'clerk' && fact !== 'diagnoses';

/** The open questions whoever sees the card can answer. */
export const questionsFor = ({ determination }: Said, hook: Hook): readonly Question[] =>
  determination.missing.filter((one) => isAskedOfClerk(one) === isBooking(hook));

const pronounOf = ({ sex }: Facts): string => {
  const value = sex?.is === 'known' ? sex.value : undefined;
  return value === 'female' ? 'she' : value === 'male' ? 'he' : 'the patient';
};

const shortOf = (question: Question | undefined, facts: Facts): string | undefined =>
  question && SHORT[question.fact]?.replace('{they}', pronounOf(facts));

/** `One answer needed: can she exercise?`; where none is needed for the authorization, what is open for necessity. */
export const questionSentence = ({ determination, facts }: Said, hook: Hook): string | undefined => {
  const { missing, wouldChange, authorizationRequired } = determination;
  const open = missing.filter((one) => isAskedOfClerk(one) === isBooking(hook));
  if (isBooking(hook) && missing.some((one) => !isAskedOfClerk(one)))
    return 'The ordering clinician must answer first.';
  const [next] = open;
  const short = shortOf(next, facts);
  if (authorizationRequired === false) return short && `Open for necessity: ${short}`;
  const settles = next && wouldChange.some(({ fact }) => fact === next.fact);
  const isOne = open.length === 1 || settles;
  if (isOne) return short ? `One answer needed: ${short}` : 'One answer needed.';
  return short ? `${open.length} answers needed, first: ${short}` : `${open.length} answers needed.`;
};
