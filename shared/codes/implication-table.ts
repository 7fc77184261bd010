import * as z from 'zod/mini';
import type { FactName } from '../core/model/facts.ts';
import type { Implication } from '../core/model/implication.ts';
import { isFactName, VOCABULARY } from '../core/model/vocabulary.ts';
import { dataSet, evidence } from './data-set.ts';
import { readTable } from './read-table.ts';

const factName = z.custom<FactName>((name) => typeof name === 'string' && isFactName(name), 'there is no such fact');
const facts = z.array(factName).check(z.minLength(1));

const implication: z.ZodMiniType<Implication> = z
  .strictObject({
    id: z.string(),
    if: z.strictObject({ present: z.exactOptional(facts), coded: z.exactOptional(z.string()) }),
    oneOf: facts,
    follows: z.exactOptional(factName),
    says: z.string(),
    evidence,
  })
  .check(
    z.refine(
      (one) => (one.if.present === undefined) !== (one.if.coded === undefined),
      'if is one of present and coded',
    ),
    z.refine(
      ({ follows, ...one }) =>
        follows === undefined ||
        (VOCABULARY[follows].type === 'boolean' &&
          [one.oneOf, one.if.present ?? []].some((names) => names.length === 1 && names[0] === follows)),
      'what follows is a yes/no fact, alone on its side',
    ),
  );

const implicationFile = z.strictObject({ dataSet, implications: z.array(implication) });

/** What facts imply of each other; the groups they name must exist. */
export const implicationTable = (json: unknown, hasGroup: (group: string) => boolean) => {
  const { dataSet: header, implications } = readTable(implicationFile, json);
  for (const { id, if: given } of implications)
    if (given.coded !== undefined && !hasGroup(given.coded)) throw new Error(`Implication ${id}: no such group.`);
  return { dataSets: [header], implications };
};
