import { figureRow, gateFigures } from './gate.ts';
for (const f of await gateFigures()) console.log(figureRow(f));
process.exit(0);
