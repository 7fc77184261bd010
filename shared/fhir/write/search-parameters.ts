import type { CapabilityStatementRestResourceSearchParam } from 'fhir/r4';

type SearchParam = CapabilityStatementRestResourceSearchParam;

/** How R4 compares each search parameter we answer; the names mean the same on every resource we serve. */
const KINDS: Readonly<Record<string, SearchParam['type']>> = {
  'business-status': 'token',
  created: 'date',
  focus: 'reference',
  identifier: 'token',
  patient: 'reference',
  period: 'date',
  request: 'reference',
  status: 'token',
};

/** Throws for a name this table does not know: a route was added without saying how it is compared. */
export const searchParameter = (name: string): SearchParam => {
  const type = KINDS[name];
  if (!type) throw new Error(`How is the search parameter ${name} compared? Say so in search-parameters.ts.`);
  return { name, type };
};
