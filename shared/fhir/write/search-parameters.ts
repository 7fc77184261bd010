import type { CapabilityStatementRestResourceSearchParam } from 'fhir/r4';

type SearchParam = CapabilityStatementRestResourceSearchParam;

/** How R4 compares each search parameter we support; a name means the same on every resource we serve. */
const KINDS: Readonly<Record<string, Pick<SearchParam, 'type' | 'documentation'>>> = {
  _id: { type: 'token', documentation: 'Logical ids, separated by commas.' },
  agent: { type: 'reference', documentation: 'Registered id of a client or source.' },
  'business-status': { type: 'token', documentation: 'State of the authorization; several separated by commas.' },
  created: { type: 'date', documentation: 'A day means a day in UTC.' },
  date: { type: 'date', documentation: 'When it happened; a day means a day in UTC.' },
  focus: { type: 'reference', documentation: 'The order, by its id.' },
  identifier: { type: 'token', documentation: 'Placer identifier of the order, or authorization number.' },
  patient: {
    type: 'reference',
    documentation: 'By an identifier too, a member number for example: patient:identifier.',
  },
  period: { type: 'date', documentation: 'Service date.' },
  request: { type: 'reference', documentation: 'The order that was answered.' },
  source: { type: 'string', documentation: 'Which EHR, where several share an order id.' },
  status: { type: 'token' },
  target: { type: 'reference', documentation: 'An order, or the Task about it.' },
  url: { type: 'uri' },
};

/** Throws for a name missing from this table: a route was added without saying how it is compared. */
export const searchParameter = (name: string): SearchParam => {
  const kind = KINDS[name];
  if (!kind) throw new Error(`How is the search parameter ${name} compared? Say so in search-parameters.ts.`);
  return { name, ...kind };
};
