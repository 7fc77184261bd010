import * as z from 'zod/mini';
import type { ModifierRule } from '../core/model/claim-rules.ts';
import { dataSet, evidence } from './data-set.ts';
import { readTable } from './read-table.ts';

const rule = z.strictObject({
  modifiers: z.array(z.string()),
  claimType: z.exactOptional(z.enum(['professional', 'institutional'])),
  severity: z.enum(['error', 'warning', 'information']),
  carc: z.exactOptional(z.string()),
  rarc: z.exactOptional(z.string()),
  says: z.string(),
  fix: z.string(),
  evidence,
  source: z.string(),
});
const modifierFile = z.strictObject({ dataSet, modifiers: z.array(rule) });

/** What a modifier says on a stress test, by modifier. */
export const modifierTable = (json: unknown) => {
  const file = readTable(modifierFile, json);
  const byModifier = new Map<string, ModifierRule[]>();
  for (const row of file.modifiers)
    for (const modifier of row.modifiers) byModifier.set(modifier, [...(byModifier.get(modifier) ?? []), row]);
  return {
    dataSets: [file.dataSet],
    modifierRules: (modifier: string): readonly ModifierRule[] => byModifier.get(modifier) ?? [],
  };
};
