import { basename } from 'node:path';
import type { Terms } from './import.ts';
import type { Span } from './spans.ts';

interface Held {
  readonly dataSet: { readonly name: string; readonly from: string; readonly to?: string };
}

/** Header of an imported edition: what was read, when, and from when to when it holds. */
export const headerOf = (name: string, what: string, paths: readonly string[], span: Span, { today }: Terms) => ({
  name,
  source: `${what}, file ${paths.map((path) => basename(path)).join(', ')}`,
  retrieved: today,
  evidence: 'verified' as const,
  ...span,
});

/** The editions with one more; one of the same name and first day is replaced, all others stay. */
export const withEdition = <E extends Held>(editions: readonly E[], added: E): E[] =>
  [
    ...editions.filter(({ dataSet: { name, from } }) => name !== added.dataSet.name || from !== added.dataSet.from),
    added,
  ].sort((a, b) => a.dataSet.name.localeCompare(b.dataSet.name) || a.dataSet.from.localeCompare(b.dataSet.from));

/** The edition that would have answered on the day, to compare the new one with. */
export const editionBefore = <E extends Held>(editions: readonly E[], name: string, day: string): E | undefined =>
  editions
    .filter(({ dataSet }) => dataSet.name === name && dataSet.from <= day)
    .sort((a, b) => b.dataSet.from.localeCompare(a.dataSet.from))[0];
