import * as z from 'zod/mini';
import type { FactMapEntry } from '../core/model/codebook.ts';
import type { FactName } from '../core/model/facts.ts';
import { isFactName } from '../core/model/vocabulary.ts';
import { dataSet, evidence } from './data-set.ts';
import { prefixIndex } from './prefix-index.ts';
import { readTable } from './read-table.ts';
import { ATC, LOINC, RXNORM, SNOMED } from './systems.ts';

const factName = z.custom<FactName>((name) => typeof name === 'string' && isFactName(name));
const sets = z.array(z.strictObject({ fact: factName, value: z.unknown(), reason: z.exactOptional(z.string()) }));
const row = z.strictObject({
  system: z.enum(['icd-10-cm', 'snomed', 'loinc', 'rxnorm', 'atc']),
  codes: z.array(z.string()),
  sets: z.exactOptional(sets),
  asks: z.exactOptional(z.array(factName)),
  setsWhen: z.exactOptional(z.strictObject({ foundAs: z.enum(['order-reason', 'resting-ecg', 'answered-yes']), sets })),
  measures: z.exactOptional(factName),
  warning: z.exactOptional(z.string()),
  evidence,
});
export const factMapFile = z.strictObject({ dataSet, maps: z.array(row) });

const URLS = { snomed: SNOMED, loinc: LOINC, rxnorm: RXNORM, atc: ATC } as const;

/** What a chart code says about the facts. Event facts are `{}`: they happened; the reader adds the date. */
export const factMapTable = (json: unknown) => {
  const { dataSet: header, maps } = readTable(factMapFile, json);
  const diagnoses: [string, FactMapEntry][] = [];
  const clinical = new Map<string, FactMapEntry>();
  for (const { system, codes, ...entry } of maps) {
    for (const code of codes) {
      if (system === 'icd-10-cm') diagnoses.push([code, entry]);
      else if (clinical.has(`${URLS[system]}|${code}`)) throw new Error(`fact-maps.json lists ${code} twice`);
      else clinical.set(`${URLS[system]}|${code}`, entry);
    }
  }
  return {
    dataSets: [header],
    diagnosisFacts: prefixIndex(diagnoses),
    clinicalFacts: (system: string, code: string): FactMapEntry | undefined => clinical.get(`${system}|${code}`),
  };
};
