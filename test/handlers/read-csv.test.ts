import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../../shared/handlers/worklist/read-csv.ts';

const HEADERS = [
  'order,start,code',
  'Order #;Appt Date;Appt Time;CPT;POS;Units',
  'PLACER\tSCHED_DATE\tSCHED_TM\tPROC\tStatus',
];
const texts = fc.string({ unit: fc.constantFrom(...'0123456789 ,;|\t"\'/.:-APM=+@\r\nO\u0000é#'), maxLength: 300 });

test('no list makes its reader fail, and every row it gives is understood or says why not', () => {
  fc.assert(
    fc.property(fc.constantFrom(...HEADERS), texts, (header, text) => {
      const list = readCsv(`${header}\n${text}`, 0, 100);
      for (const [index, row] of (list.ok ? list.value.rows : []).entries()) {
        expect(row.row).toBe(index + 1);
        expect(row.unreadable ?? row.slot).toBeDefined();
      }
    }),
    { numRuns: 1_000 },
  );
});

test('pages of a list are the rows of the list, and the last says so', () => {
  const rows = Array.from({ length: 25 }, (_, index) => `o${index},2026-06-15,\n,,\n`).join('');
  const page = (from: number, to: number) => {
    const list = readCsv(`order,start,code\n${rows}`, from, to);
    return list.ok ? { more: list.value.more, first: list.value.rows[0]?.row, count: list.value.rows.length } : list;
  };
  expect(page(0, 10)).toEqual({ more: true, first: 1, count: 10 });
  expect(page(15, 25)).toEqual({ more: false, first: 16, count: 10 });
  expect(page(20, 30)).toEqual({ more: false, first: 21, count: 5 });
});
