import type { CodeableConcept, Coding } from 'fhir/r4';
import { ICD10CM } from '../../../codes/systems.ts';
import type { Codebook, FactMapEntry } from '../../../core/model/codebook.ts';
import { compact } from '../../../core/model/compact.ts';
import type { DatedEvent, PartialDate } from '../../../core/model/facts.ts';
import { VOCABULARY } from '../../../core/model/vocabulary.ts';
import type { ClinicalContext, ClinicalFinding, Rank } from './finding.ts';
import { ACS_DAYS, isAfter, isLasting, isTooLate, isWithin, stillHolds } from './when.ts';

/** How and where a code was found. */
export interface CodeMeaningFound {
  readonly reference: string;
  readonly rank: Rank;
  readonly as?: NonNullable<FactMapEntry['setsWhen']>['foundAs'];
  /** When it was recorded; missing = current. */
  readonly on?: PartialDate | undefined;
  /** No longer current: history only. */
  readonly over?: boolean;
  /** One of several possibilities: raises a question only. */
  readonly doubtful?: boolean;
  /** When the disease began, the procedure was done, the test was made; where the entry says so. */
  readonly began?: PartialDate | undefined;
  readonly done?: PartialDate | undefined;
  readonly tested?: PartialDate | undefined;
}

const ICD_SYSTEMS: ReadonlySet<string> = new Set([ICD10CM, 'urn:oid:2.16.840.1.113883.6.90']);

export const isIcd10 = ({ system }: Pick<Coding, 'system'>): boolean => system !== undefined && ICD_SYSTEMS.has(system);

/** What a code says about the facts, if the tables know it. */
export const meaningOf = (coding: Coding, codebook: Codebook): FactMapEntry | undefined => {
  const { system, code } = coding;
  if (!system || !code) return undefined;
  return isIcd10(coding) ? codebook.diagnosisFacts(code) : codebook.clinicalFacts(system, code);
};

export const codingsOf = (concept: CodeableConcept | undefined): readonly Coding[] => concept?.coding ?? [];

type Sets = NonNullable<FactMapEntry['sets']>[number];

/** A heart attack is coded as acute for four weeks; an old entry with that code says nothing about the last 90 days. */
const isRecent = ({ began }: CodeMeaningFound, serviceDate: string) =>
  began === undefined ? 'yes' : isWithin(began, ACS_DAYS, serviceDate);

const readSet = (
  set: Sets,
  found: CodeMeaningFound,
  warning: string | undefined,
  serviceDate: string,
): readonly ClinicalFinding[] => {
  const { fact, value, reason } = set;
  const { reference, rank, on, over, doubtful } = found;
  if (doubtful || (over && !isLasting(fact)) || !stillHolds(fact, on, serviceDate)) return [{ asks: fact }];
  const said = { fact, rank, reference, ...compact({ reason, warning }) };
  if (VOCABULARY[fact].type === 'event') {
    const date = fact === 'priorIschemiaTest' ? found.tested : found.done;
    const event: DatedEvent = { ...(value as DatedEvent), ...compact({ date }) };
    return isTooLate(fact, event, serviceDate) ? [] : [{ ...said, value: event }];
  }
  if (fact === 'acsWithin90Days') {
    const recent = isRecent(found, serviceDate);
    if (recent !== 'yes') return recent === 'no' ? [] : [{ asks: fact }];
  }
  return [{ ...said, value, ...compact({ on }) }];
};

/** The statements and questions that follow from a chart code. */
export const readMeaning = (
  meaning: FactMapEntry | undefined,
  found: CodeMeaningFound,
  { serviceDate }: ClinicalContext,
): readonly ClinicalFinding[] => {
  if (!meaning || isAfter(found.on, serviceDate)) return [];
  const conditional = meaning.setsWhen?.foundAs === found.as ? (meaning.setsWhen?.sets ?? []) : [];
  const sets = [...(meaning.sets ?? []), ...conditional];
  return [
    ...sets.flatMap((one) => readSet(one, found, meaning.warning, serviceDate)),
    ...(meaning.asks ?? []).map((asks) => ({ asks })),
  ];
};
