import { writeFileSync } from 'node:fs';
import { cardPage } from '../cds-hooks/card-situations.ts';
import { behaviorTables } from './behavior-tables.ts';
import { codeTables } from './code-tables.ts';
import { type MadeTable, withTable, wordless } from './marked-table.ts';
import { readText } from './pages.ts';
import { planTables } from './plan-tables.ts';
import { sandboxTables } from './sandbox-tables.ts';
import { stackTables } from './stack-tables.ts';

/**
 * `npm run docs:tables` makes the tables of the pages from the code, the routes and the synthesized template. What
 * people wrote beside a row stays; rows without words are listed, and the tests fail until somebody writes them. The
 * page of cards is made whole.
 */
const write = (table: MadeTable): void => {
  const page = readText(table.page);
  const made = withTable(page, table);
  if (made !== page) {
    writeFileSync(new URL(`../../${table.page}`, import.meta.url), made);
    process.stdout.write(`${table.page}: ${table.name} written\n`);
  }
  for (const row of wordless(made, table))
    process.stdout.write(`${table.page}: ${table.name}: ${row} has no words yet\n`);
};

for (const table of [...behaviorTables(), ...codeTables(), ...planTables(), ...sandboxTables(), ...stackTables()])
  write(table);

writeFileSync(new URL('../../docs/cards.md', import.meta.url), await cardPage());
process.exit(0);
