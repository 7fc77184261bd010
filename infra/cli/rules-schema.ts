import { writeFileSync } from 'node:fs';
import { jsonSchemas } from './rules/json-schemas.ts';

const folder = new URL('../../rules/schema/', import.meta.url);
for (const [name, text] of Object.entries(jsonSchemas())) writeFileSync(new URL(name, folder), text);
