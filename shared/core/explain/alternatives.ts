import { assumedIn } from '../decide/assumed.ts';
import type { Decided } from '../decide/decided.ts';
import { unclearCode } from '../decide/unclear.ts';
import type { Advice } from '../model/advice.ts';
import type { Alternative, Question } from '../model/determination.ts';
import { type Facts, known, type Modality } from '../model/facts.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';
import type { Procedure } from '../model/procedure.ts';
import type { LineCase } from '../policy/line-case.ts';
import { siteNotes } from '../policy/site-notes.ts';
import { EACH_OUTCOME } from './advice-of-outcome.ts';
import { whyOf } from './alternative-words.ts';
import type { AskedPolicy } from './asked.ts';
import { askedAbout, consider, contentOfLine, decidedOf } from './consider.ts';
import { estimatesOf } from './estimate.ts';
import { questionAbout } from './explain.ts';
import { inOrder } from './questions.ts';
import { relevantLevels } from './relevance.ts';
import { settle } from './settle.ts';

/** No other test could do better: nothing is in force, nothing is decided, or the payer has decided. */
const SETTLED: ReadonlySet<Advice> = new Set([
  'no-active-coverage',
  'benefit-not-covered',
  'pa-not-required-setting',
  'fix-authorization',
  'proceed-authorized',
]);

const isKnown = <T>(fact: { readonly is: string; readonly value?: T } | undefined, value: T): boolean =>
  fact?.is === 'known' && fact.value === value;

/** A test that cannot be performed or read is never suggested. */
const CANNOT: Readonly<Partial<Record<Modality, (facts: Facts) => boolean>>> = {
  ecg: ({ canExercise, ecgReadable, plannedStress }) =>
    isKnown(canExercise, false) || isKnown(ecgReadable, false) || isKnown(plannedStress, 'drug'),
  spect: ({ habitusLimitsSpect }) => isKnown(habitusLimitsSpect, true),
};

/** What must hold for the test to be worth choosing, stated while it is unknown. */
const CAUTION: Readonly<Partial<Record<Modality, (facts: Facts) => string | undefined>>> = {
  ecg: ({ canExercise, ecgReadable }) =>
    isKnown(canExercise, true) && isKnown(ecgReadable, true)
      ? undefined
      : 'Only if the patient can exercise and the resting ECG can be read.',
  'stress-echo': ({ canExercise }) =>
    isKnown(canExercise, false) ? 'Without exercise, perfusion imaging is usually preferred.' : undefined,
};

/** What is put together part by part. */
type Draft<T> = { -readonly [Name in keyof T]: T[Name] };

/** Planar and SPECT perfusion count as one kind of test. */
const kindOf = (modality: Modality | undefined) => (modality === 'planar' ? 'spect' : modality);

export const needOf = ({ pa }: Decided): Alternative['authorization'] =>
  pa === 'required' ? 'needed' : pa === 'ask-plan' ? 'ask-plan' : 'not-needed';

/**
 * The same patient, payer, day and place with the other test; notes and findings about the ordered code are dropped, those about
 * the site stay.
 */
export const insteadOf = (line: LineCase, procedure: Procedure, modality: Modality): LineCase => {
  // A copy first, then its parts: both in one literal take longer.
  const service: Draft<ServiceFacts> = { ...line.service };
  service.codes = [procedure.code];
  service.ordered = [];
  service.modifiers = [];
  if (service.notes) service.notes = siteNotes(service.notes);
  const instead: Draft<LineCase> = { ...line };
  instead.settled = undefined;
  instead.service = service;
  instead.procedures = [procedure];
  instead.facts = { ...line.facts, modality: known(modality) };
  instead.findings = [];
  instead.approvals = [];
  return instead;
};

const ask = (asked: AskedPolicy): readonly Question[] => {
  const { known, open } = asked;
  const restricted = open.restrict(known.open, EACH_OUTCOME);
  return inOrder(relevantLevels(restricted, known.open), asked, restricted).flatMap((level) => {
    const fact = open.questions.levels[level]?.fact.fact;
    return fact ? [questionAbout(fact)] : [];
  });
};

/** Facts that decide how the criteria come out, the best next question first. */
const missingFor = (line: LineCase, decided: Decided): readonly Question[] => {
  const asked = decided.necessity === 'unknown' ? askedAbout(line) : undefined;
  if (!asked) return [];
  asked.questions ??= ask(asked);
  return asked.questions;
};

/** Contradictory facts leave nobody: no criterion is met by them, and no diagram can be restricted to nobody. */
const isOfNobody = (line: LineCase, { necessity }: Decided): boolean =>
  line.settled?.broken !== undefined ||
  // Where the plan is asked nothing is settled, so the criteria were judged as though the facts agreed.
  (!line.settled && (necessity === 'met' || necessity === 'unknown') && askedAbout(line)?.known.broken !== undefined);

const alternative = (line: LineCase, ordered: Decided, procedure: Procedure): Alternative | undefined => {
  const { modality, code } = procedure;
  if (!modality || CANNOT[modality]?.(line.facts)) return undefined;
  const instead = insteadOf(line, procedure, modality);
  // The facts are those of the ordered test.
  consider(instead, contentOfLine(line));
  const other = settle(instead);
  const decided = decidedOf(other);
  const authorization = needOf(decided);
  const ofNobody = isOfNobody(other, decided);
  const criteria = ofNobody ? 'review' : decided.necessity;
  const [estimate] = estimatesOf(other.service, line.facts, line.codebook, line.serviceDate);
  const one: Draft<Alternative> = {
    code,
    modality,
    advice: decided.advice,
    authorization,
    criteria,
    missing: ofNobody ? [] : missingFor(other, decided),
    avoidsAuthorization:
      !ofNobody && authorization === 'not-needed' && needOf(ordered) !== 'not-needed' && criteria !== 'not-met',
    betterSupported: criteria === 'met' && ordered.necessity !== 'met',
    why: '',
  };
  if (estimate) one.estimate = estimate;
  if (assumedIn(other, decided).includes('need')) one.needAssumed = true;
  // Medicare's fee says nothing of what another plan pays.
  const { bundle } = line;
  const isMedicare = bundle !== undefined && bundle !== 'ambiguous' && bundle.ruleset.abn === true;
  one.why = whyOf(one, isMedicare ? estimate : undefined, CAUTION[modality]?.(line.facts));
  return one;
};

const usefulness = ({ avoidsAuthorization, betterSupported }: Alternative) =>
  Number(avoidsAuthorization) + Number(betterSupported);

/**
 * Other kinds of test for this patient and payer, most useful first: all of them if the ordered test needs
 * authorization, else only those that would do better. Empty where none could: no rules, a payer decision, a test
 * already done, one that needs no authorization and is supported, or one of which the code is not clear.
 */
export const alternativesOf = (line: LineCase): readonly Alternative[] => {
  const [ordered] = line.procedures;
  if (!ordered?.group || ordered.group === 'ecg-special' || line.use === 'claim' || unclearCode(line)) return [];
  const decided = decidedOf(settle(line));
  if (!decided.seen || SETTLED.has(decided.advice)) return [];
  const need = needOf(decided);
  if (need === 'not-needed' && decided.necessity === 'met') return [];
  const others: Alternative[] = [];
  for (const procedure of line.codebook.typicalTests) {
    if (kindOf(procedure.modality) === kindOf(ordered.modality)) continue;
    const other = alternative(line, decided, procedure);
    if (other && (need === 'needed' || usefulness(other) > 0)) others.push(other);
  }
  return others.sort((a, b) => usefulness(b) - usefulness(a));
};
