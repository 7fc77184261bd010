import type { Canonicals } from '../canonical.ts';

export const DEFINITIONS_VERSION = '0.1.0';
/** Day these definitions last changed. */
export const DEFINITIONS_DATE = '2026-11-30';
export const PUBLISHER = 'Stresspass';

/** `record-decision` -> `RecordDecision`: names usable in generated code, as R4 asks. */
const pascalCase = (id: string): string =>
  id.replace(/(^|-)([a-z])/g, (_all, _hyphen, letter: string) => letter.toUpperCase());

/** Elements every canonical resource of ours starts with. */
export const ownHeader = (type: string, id: string, title: string, description: string, { base }: Canonicals) => ({
  id,
  url: `${base}/${type}/${id}`,
  version: DEFINITIONS_VERSION,
  name: pascalCase(id),
  title,
  status: 'active' as const,
  date: DEFINITIONS_DATE,
  publisher: PUBLISHER,
  description,
});
