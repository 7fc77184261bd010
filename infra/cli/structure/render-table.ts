import type { CompiledTable } from './compile-table.ts';

/** JSON text, one element per line, for readable diffs. */
export const renderTable = (table: CompiledTable): string => `${JSON.stringify(table, null, 1)}\n`;
