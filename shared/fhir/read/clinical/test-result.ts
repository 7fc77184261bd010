import type { Coding } from 'fhir/r4';
import { SNOMED } from '../../../codes/systems.ts';
import type { IschemiaTest } from '../../../core/model/facts.ts';
import { TEST_RESULT_WORDS } from '../../definitions/fact-words.ts';
import type { ClinicalContext } from './finding.ts';
import { meaningOf } from './read-code-meaning.ts';

type Result = NonNullable<IschemiaTest['result']>;

/** SNOMED CT qualifiers of a conclusion. */
const RESULTS: ReadonlyMap<string, Result> = new Map<string, Result>([
  ['17621005', 'normal'],
  ['260385009', 'normal'],
  ['263654008', 'abnormal'],
  ['10828004', 'abnormal'],
  ['42425007', 'equivocal'],
  ['82334004', 'equivocal'],
  ['419984006', 'equivocal'],
]);

const isResult = (word: unknown): word is Result => typeof word === 'string' && TEST_RESULT_WORDS.includes(word);

const resultOf = (coding: Coding, { codebook, canonicals }: ClinicalContext): Result | undefined => {
  if (coding.system === canonicals.factValues) return isResult(coding.code) ? coding.code : undefined;
  if (coding.system === SNOMED && RESULTS.has(coding.code ?? '')) return RESULTS.get(coding.code ?? '');
  const test = meaningOf(coding, codebook)?.sets?.find(({ fact }) => fact === 'priorIschemiaTest')?.value;
  const result = (test as IschemiaTest | undefined)?.result;
  return isResult(result) ? result : undefined;
};

/** The coded conclusion of a report; conflicting conclusions give none. That a report exists says nothing. */
export const concludedResult = (codings: readonly Coding[], context: ClinicalContext): Result | undefined => {
  const [result, other] = new Set(codings.flatMap((coding) => resultOf(coding, context) ?? []));
  return other ? undefined : result;
};
