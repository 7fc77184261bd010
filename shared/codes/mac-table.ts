import * as z from 'zod/mini';
import { dataSet } from './data-set.ts';
import { readTable } from './read-table.ts';

const file = z.strictObject({
  dataSet,
  states: z.record(z.string(), z.array(z.string())),
  /** Places in a state that belong to another contractor than the rest of the state. */
  counties: z.array(
    z.strictObject({ state: z.string(), id: z.string(), counties: z.array(z.string()), unknownSays: z.string() }),
  ),
});

const plainName = (name: string): string => name.trim().toLowerCase();

/** Medicare contractor area of a site; a state or county is matched by its exact name, ignoring case. */
export const macTable = (json: unknown) => {
  const { dataSet: header, states, counties } = readTable(file, json);
  const byState = new Map(Object.entries(states).flatMap(([id, names]) => names.map((state) => [state, id])));
  const split = new Map(counties.map((row) => [row.state, { ...row, names: new Set(row.counties.map(plainName)) }]));
  return {
    dataSets: [header],
    macJurisdiction: (
      state: string,
      county?: string,
    ): { readonly id: string; readonly warning?: string } | undefined => {
      const key = state.trim().toUpperCase();
      const id = byState.get(key);
      const parted = split.get(key);
      if (id === undefined || parted === undefined) return id === undefined ? undefined : { id };
      if (county === undefined) return { id, warning: parted.unknownSays };
      return { id: parted.names.has(plainName(county)) ? parted.id : id };
    },
  };
};
