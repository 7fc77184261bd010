import type { CompiledTable } from './compile-table.ts';

/** JSON text, one element a line, so that a change of the table reads well in a diff. */
export const renderTable = (table: CompiledTable): string => `${JSON.stringify(table, null, 1)}\n`;
