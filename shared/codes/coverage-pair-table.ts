import * as z from 'zod/mini';
import { type CoveragePair, PAIR_RELATIONS, PAYMENT_FACTS, type PaymentFact } from '../core/model/plan-kinds.ts';
import { dataSet, evidence, holds } from './data-set.ts';
import { readTable } from './read-table.ts';
import { ICD10CM, LOINC, SNOMED } from './systems.ts';

const ids = z.array(z.string()).check(z.minLength(1));
const paymentFact = z.enum(PAYMENT_FACTS);
const coveragePairsFile = z.strictObject({
  dataSet,
  pairs: z.array(
    z.strictObject({
      id: z.string(),
      is: z.enum(PAIR_RELATIONS),
      coverage: ids,
      by: ids,
      choice: z.exactOptional(z.literal(true)),
      when: z.exactOptional(paymentFact),
      carc: z.exactOptional(ids),
      says: z.string(),
      source: z.string(),
      evidence,
    }),
  ),
  facts: z.array(
    z.strictObject({
      fact: paymentFact,
      codes: z.strictObject({
        icd10: z.exactOptional(ids),
        snomed: z.exactOptional(ids),
        employment: z.exactOptional(ids),
        'loinc-answer': z.exactOptional(ids),
      }),
      says: z.string(),
      evidence,
    }),
  ),
});

const URLS = {
  icd10: ICD10CM,
  snomed: SNOMED,
  'loinc-answer': LOINC,
  employment: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
} as const;

/** How kinds of coverage stand to each other, and the codes that tell what decides between two. */
export const coveragePairTable = (json: unknown) => {
  const { dataSet: header, pairs, facts } = readTable(coveragePairsFile, json);
  const factOf = new Map(
    facts.flatMap(({ fact, codes }) =>
      (['icd10', 'snomed', 'employment', 'loinc-answer'] as const).flatMap((name) =>
        (codes[name] ?? []).map((code): [string, PaymentFact] => [`${URLS[name]}|${code}`, fact]),
      ),
    ),
  );
  return {
    dataSets: [header],
    coveragePairs: (date: string): readonly CoveragePair[] => (holds(header, date) ? pairs : []),
    paymentFactSays: (fact: PaymentFact): string => facts.find((one) => one.fact === fact)?.says ?? fact,
    paymentFact: (system: string, code: string): PaymentFact | undefined => factOf.get(`${system}|${code}`),
  };
};
