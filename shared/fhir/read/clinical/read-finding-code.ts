import type { FactMapEntry } from '../../../core/model/codebook.ts';
import { compact } from '../../../core/model/compact.ts';
import { VOCABULARY } from '../../../core/model/vocabulary.ts';
import type { ClinicalContext, ClinicalFinding } from './finding.ts';
import { type Observed, presenceOf } from './presence.ts';
import { type CodeMeaningFound, codingsOf, meaningOf, readMeaning } from './read-code-meaning.ts';
import { stillHolds } from './when.ts';

type Meant = NonNullable<FactMapEntry['sets']>;

/** "No" denies a code that means one fact; a code that implies several facts denies none of them. */
const readNo = (
  [only, more]: Meant,
  { reference, rank, on }: CodeMeaningFound,
  serviceDate: string,
): readonly ClinicalFinding[] => {
  if (!only || more) return [];
  const isEvent = VOCABULARY[only.fact].type === 'event';
  if (!isEvent && only.value !== true) return [];
  return stillHolds(only.fact, on, serviceDate)
    ? [{ fact: only.fact, value: isEvent ? undefined : false, rank, reference, ...compact({ on }) }]
    : [{ asks: only.fact }];
};

/** What the code of an Observation means, given whether the thing was found. */
const readMeant = (
  meaning: FactMapEntry,
  observed: Observed,
  found: CodeMeaningFound,
  context: ClinicalContext,
): readonly ClinicalFinding[] => {
  const asked = meaning.setsWhen?.foundAs === 'answered-yes' ? meaning.setsWhen.sets : [];
  const presence = presenceOf(observed);
  if (presence === 'no') return readNo([...(meaning.sets ?? []), ...asked], found, context.serviceDate);
  if (presence === 'open') return readMeaning(meaning, { ...found, doubtful: true }, context);
  return readMeaning(meaning, presence === 'yes' ? { ...found, as: 'answered-yes' } : found, context);
};

export const readFindingCode = (
  observed: Observed,
  found: CodeMeaningFound,
  context: ClinicalContext,
): readonly ClinicalFinding[] =>
  codingsOf(observed.code)
    .flatMap((coding) => meaningOf(coding, context.codebook) ?? [])
    .flatMap((meaning) => readMeant(meaning, observed, found, context));
