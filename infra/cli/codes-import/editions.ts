import { basename } from 'node:path';
import type { Terms } from './import.ts';
import type { Span } from './spans.ts';

interface DatedEdition {
  readonly dataSet: { readonly name: string; readonly from: string; readonly to?: string };
}

/** Header of an imported edition: its source, the import date, and the days it is valid. */
export const headerOf = (name: string, what: string, paths: readonly string[], span: Span, { today, copy }: Terms) => ({
  name,
  source: `${what}, file ${paths.map((path) => basename(path)).join(', ')}`,
  retrieved: today,
  evidence: copy ? ('secondary' as const) : ('verified' as const),
  ...span,
});

/** The editions plus one; one of the same name and first day is replaced, all others stay. */
export const withEdition = <E extends DatedEdition>(editions: readonly E[], added: E): E[] =>
  [
    ...editions.filter(({ dataSet: { name, from } }) => name !== added.dataSet.name || from !== added.dataSet.from),
    added,
  ].sort((a, b) => a.dataSet.name.localeCompare(b.dataSet.name) || a.dataSet.from.localeCompare(b.dataSet.from));

/** The edition valid on that day before the import, to compare the new one with. */
export const editionBefore = <E extends DatedEdition>(
  editions: readonly E[],
  name: string,
  day: string,
): E | undefined =>
  editions
    .filter(({ dataSet }) => dataSet.name === name && dataSet.from <= day)
    .sort((a, b) => b.dataSet.from.localeCompare(a.dataSet.from))[0];
