import * as z from 'zod/mini';
import { dataSet } from './data-set.ts';
import { prefixIndex } from './prefix-index.ts';
import { readTable } from './read-table.ts';

export const diagnosisGroupFile = z.strictObject({ dataSet, groups: z.record(z.string(), z.array(z.string())) });

/** Diagnosis groups; an unknown group contains no code. */
export const diagnosisGroupTable = (json: unknown) => {
  const { dataSet: header, groups } = readTable(diagnosisGroupFile, json);
  const members = new Map(
    Object.entries(groups).map(([group, codes]) => [group, prefixIndex(codes.map((code) => [code, true] as const))]),
  );
  return {
    dataSets: [header],
    hasDiagnosisGroup: (group: string): boolean => members.has(group),
    inDiagnosisGroup: (group: string, code: string): boolean => members.get(group)?.(code) ?? false,
  };
};
