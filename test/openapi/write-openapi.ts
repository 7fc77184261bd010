import { writeFileSync } from 'node:fs';
import { makeDocument, renderDocument } from './document.ts';
import { recordExamples } from './examples.ts';

/** `npm run docs:openapi` makes `shared/http/openapi.json`, which `GET /openapi.json` serves. */
const examples = await recordExamples();
const text = renderDocument(makeDocument(examples.filter(({ status }) => status < 300)));
writeFileSync(new URL('../../shared/http/openapi.json', import.meta.url), text);
process.stdout.write(`shared/http/openapi.json: ${text.length} characters, ${examples.length} examples\n`);
process.exit(0);
