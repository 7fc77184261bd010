import type { Coding, Condition } from 'fhir/r4';
import type { ClinicalContext, ClinicalFinding, Read } from '../finding.ts';
import { type CodeMeaningFound, codingsOf, isIcd10, meaningOf, readMeaning } from '../read-code-meaning.ts';
import { ACS_DAYS, dateOf, isAfter, isWithin } from '../when.ts';

const has = (concept: Condition['clinicalStatus'], ...codes: readonly string[]): boolean =>
  codingsOf(concept).some(({ code }) => codes.includes(code ?? ''));

/** Refuted or entered in error: ignored. */
export const isVoid = ({ verificationStatus }: Condition): boolean =>
  has(verificationStatus, 'refuted', 'entered-in-error');

/** One of several differential diagnoses. */
export const isOneOfSeveral = ({ verificationStatus }: Condition): boolean => has(verificationStatus, 'differential');

const onsetOf = ({ onsetDateTime, onsetPeriod }: Condition) => dateOf(onsetDateTime ?? onsetPeriod?.start);

const isOver = (condition: Condition, serviceDate: string): boolean => {
  const { clinicalStatus, abatementDateTime, abatementPeriod, abatementAge, abatementRange, abatementString } =
    condition;
  const ended = dateOf(abatementDateTime ?? abatementPeriod?.end ?? abatementPeriod?.start);
  if (ended) return !isAfter(ended, serviceDate);
  return (
    abatementAge !== undefined ||
    abatementRange !== undefined ||
    abatementString !== undefined ||
    has(clinicalStatus, 'inactive', 'remission', 'resolved')
  );
};

/** A problem-list item is current until it is resolved; an encounter diagnosis is about that encounter. */
const notedOn = ({ clinicalStatus, category, recordedDate, ...condition }: Condition) =>
  clinicalStatus === undefined && category?.some((one) => has(one, 'encounter-diagnosis'))
    ? (dateOf(recordedDate) ?? onsetOf(condition))
    : undefined;

/** A SNOMED heart attack is recent by its onset; without an onset it is unknown. */
const readRecentEvent = (
  coding: Coding,
  found: CodeMeaningFound,
  condition: Condition,
  context: ClinicalContext,
): readonly ClinicalFinding[] => {
  const meaning = meaningOf(coding, context.codebook);
  if (isIcd10(coding) || !meaning?.sets?.some(({ fact }) => fact === 'priorMi')) return [];
  const onset = onsetOf(condition);
  const recent = onset === undefined ? 'unclear' : isWithin(onset, ACS_DAYS, context.serviceDate);
  if (recent === 'no') return [];
  const { rank, reference } = found;
  return recent === 'unclear' || found.doubtful
    ? [{ asks: 'acsWithin90Days' }]
    : [{ fact: 'acsWithin90Days', value: true, rank, reference }];
};

/** ICD codes are dated when entered: an interval is never read from those dates. */
const happenedOn = (coding: Coding, condition: Condition) => (isIcd10(coding) ? undefined : onsetOf(condition));

export const readCondition: Read<'Condition'> = (condition, reference, context) => {
  const { serviceDate, codebook } = context;
  const began = onsetOf(condition) ?? dateOf(condition.recordedDate);
  if (isVoid(condition) || isAfter(began, serviceDate)) return [];
  return codingsOf(condition.code).flatMap((coding) => {
    const found: CodeMeaningFound = {
      reference,
      rank: 'diagnosis',
      on: notedOn(condition),
      over: isOver(condition, serviceDate),
      doubtful: isOneOfSeveral(condition),
      began,
      done: happenedOn(coding, condition),
    };
    return [
      ...readMeaning(meaningOf(coding, codebook), found, context),
      ...readRecentEvent(coding, found, condition, context),
    ];
  });
};
