import { writeFileSync } from 'node:fs';
import type { ExitCode } from '../refusal.ts';
import { jsonSchemas } from './json-schemas.ts';

export const writeSchemas = (): ExitCode => {
  const schemas = Object.entries(jsonSchemas());
  for (const [name, text] of schemas)
    writeFileSync(new URL(name, new URL('../../../rules/schema/', import.meta.url)), text);
  console.log(`${schemas.length} schemas written to rules/schema.`);
  return 0;
};
