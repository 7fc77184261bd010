import type { CodeableConcept, Coding } from 'fhir/r4';
import type { Codebook } from '../../../core/model/codebook.ts';
import type { IschemiaTest, Modality } from '../../../core/model/facts.ts';
import { compact } from '../compact.ts';
import { readBillingCoding } from '../lines/billing-code.ts';
import type { ClinicalFinding } from './finding.ts';
import { codingsOf } from './read-code-meaning.ts';
import { isTooLate } from './when.ts';

/** The kind of test a code means; `modality` missing = a stress test of unstated kind. */
interface Kind {
  readonly modality: Modality | undefined;
}

const modalityOf = (code: string, codebook: Codebook): Modality | undefined => {
  const procedure = codebook.procedure(code);
  const looksForIschemia = procedure?.role === 'test' && procedure.group !== 'ecg-special';
  return looksForIschemia ? procedure.modality : undefined;
};

const kindOf = (coding: Coding, codebook: Codebook): Kind | undefined => {
  const billed = readBillingCoding(coding, codebook);
  const modality = billed && modalityOf(billed.code, codebook);
  if (modality) return { modality };
  const order = coding.system && coding.code ? codebook.orderCode(coding.system, coding.code) : undefined;
  if (!order || order.candidates.length === 0) return undefined;
  return { modality: order.review ? undefined : modalityOf(order.candidates[0] ?? '', codebook) };
};

/** The ECG is part of an imaging test, so the imaging code names the test. */
export const testKindOf = (
  concepts: readonly (CodeableConcept | undefined)[],
  codebook: Codebook,
): Kind | undefined => {
  const kinds = concepts.flatMap(codingsOf).flatMap((coding) => kindOf(coding, codebook) ?? []);
  const imaging = kinds.find(({ modality }) => modality !== undefined && modality !== 'ecg');
  return imaging ?? kinds.find(({ modality }) => modality !== undefined) ?? kinds[0];
};

/** An earlier test: not the one being ordered, and not a later one. */
export const earlierTest = (
  { modality }: Kind,
  date: string | undefined,
  result: IschemiaTest['result'],
  reference: string,
  serviceDate: string,
): readonly ClinicalFinding[] => {
  const value: IschemiaTest = compact({ date, modality, result });
  return isTooLate('priorIschemiaTest', value, serviceDate)
    ? []
    : [{ fact: 'priorIschemiaTest', value, rank: 'chart', reference }];
};
