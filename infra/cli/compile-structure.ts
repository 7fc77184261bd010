import { writeFileSync } from 'node:fs';
import { compileTable } from './structure/compile-table.ts';
import { readDefinitions } from './structure/read-definitions.ts';
import { renderTable } from './structure/render-table.ts';

/** `npm run structure:compile`: HL7's R4 definitions (dev package) become `shared/fhir/structure/r4.json`. */
const text = renderTable(compileTable(readDefinitions()));
writeFileSync(new URL('../../shared/fhir/structure/r4.json', import.meta.url), text);
console.log(`shared/fhir/structure/r4.json written: ${Math.round(text.length / 1000)} kB`);
