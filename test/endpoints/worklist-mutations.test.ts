import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
  const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
  for (const id of ['a1', 'a2', 'a3']) {
    await post('/r4/ServiceRequest/$assess', orderMessage(id));
    const period = ['Period', { start: '2026-06-10', end: '2026-07-09' }] as const;
    const approval = { number: ['String', `N-${id}`], period, code: ['Coding', { code: '93351' }] } as const;
    await post(`/r4/ServiceRequest/${id}/$record-decision`, decisionMessage('approved', approval));
  }
});
afterAll(() => harness.close());

const HEADER = ['Order #', 'Appt Date', 'Appt Time', 'Patient Name', 'CPT', 'POS', 'Units'] as const;
type Line = readonly string[];
const GOOD: readonly Line[] = [
  ['ORD-a1', '06/15/2026', '9:30 AM', 'SAMPLE, ALEX', '93351', '11', '1'],
  ['ORD-a2', '06/16/2026', '10:15 AM', 'SAMPLE, KIM Q', '93351', '11', '1'],
  ['ORD-a3', '06/17/2026', '1:00 PM', 'O"SAMPLE, LEE', '93351', '11', '1'],
];
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const write = (lines: readonly (readonly string[])[], delimiter: string, cell = quoted): string =>
  lines.map((line) => line.map(cell).join(delimiter)).join('\r\n');

interface Answered {
  readonly answer: string;
  readonly start: string;
  readonly codes: string;
  readonly orders: string;
}
const ask = async (body: string): Promise<readonly Answered[]> => {
  const headers = { 'content-type': 'text/csv', accept: 'application/fhir+json' };
  const reply = await harness.ways.direct({ method: 'POST', path: '/r4/$worklist', headers, body });
  expect([200, 400, 413]).toContain(reply.status);
  const rows: readonly Part[] = (reply.body.entry ?? []).map(({ resource }: Part) => resource);
  const parts = (row: Part, name: string) => row.parameter.filter((one: Part) => one.name === name);
  return rows
    .filter((row) => row.resourceType === 'Parameters')
    .map((row) => ({
      answer: parts(row, 'answer')[0].valueCode,
      start: parts(row, 'start')[0]?.valueDateTime ?? '',
      codes: parts(row, 'code')
        .map((one: Part) => one.valueCoding.code ?? '?')
        .join(' '),
      orders: parts(row, 'order')
        .map((one: Part) => one.valueReference.reference ?? one.valueReference.display)
        .join(' '),
    }));
};

const DAY_OF: Readonly<Record<string, string>> = {
  'ORD-a1': '2026-06-15',
  'ORD-a2': '2026-06-16',
  'ORD-a3': '2026-06-17',
};
/** A yes is the good list's own: its order on its day, for its code; or the code left to the order by an empty cell. */
const mayBeYes = ({ orders, start, codes }: Answered, emptied: boolean): boolean => {
  const day = DAY_OF[orders.replace('ServiceRequest/', '').replace(/^(a\d)$/, 'ORD-$1')];
  return day === start.slice(0, 10) && (codes === '93351' || (emptied && codes === ''));
};

const JUNK = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '?',
    'TBD',
    'n/a',
    '-',
    '93351, 93O16',
    '93351,',
    '93350 / 9301',
    '93351 and 93016',
    '99999',
    'J9999',
  ),
  fc.constantFrom(
    '13/45/2026',
    '06/15/2026x',
    'June',
    '2026',
    '15',
    'noon',
    '#REF!',
    '#N/A',
    '=1+1',
    '9.3351E+4',
    '1e3',
    '0',
    '-1',
    '11 22',
  ),
  fc.string({ unit: fc.constantFrom(...'0123456789 ,;|\t"\'/.:-APM=+@\r\nO'), maxLength: 20 }),
);
const DELIMITER = fc.constantFrom(',', ';', '\t', '|');

describe('a good list with junk in it', () => {
  test('is all yes', async () => {
    for (const delimiter of [',', ';', '\t', '|'])
      expect((await ask(write([HEADER, ...GOOD], delimiter))).map((row) => [row.answer, mayBeYes(row, false)])).toEqual(
        GOOD.map(() => ['yes', true]),
      );
  });

  test('one spoilt cell never gives another yes, never takes a row away, and leaves the others alone', async () => {
    const position = fc.record({ row: fc.nat(GOOD.length - 1), column: fc.nat(HEADER.length - 1) });
    await fc.assert(
      fc.asyncProperty(position, JUNK, DELIMITER, async ({ row, column }, junk, delimiter) => {
        const lines = GOOD.map((line, index) => line.map((cell, at) => (index === row && at === column ? junk : cell)));
        const answers = await ask(write([HEADER, ...lines], delimiter));
        // A quote first in a cell over two lines cannot be told from one never closed: its lines are rows that cannot be told.
        expect(answers.length).toBeGreaterThanOrEqual(GOOD.length);
        const yes = answers.filter(({ answer }) => answer === 'yes');
        expect(yes.length).toBeGreaterThanOrEqual(GOOD.length - 1);
        const emptied = junk.trim() === '' && HEADER[column] === 'CPT';
        for (const one of yes) expect(mayBeYes(one, emptied)).toBe(true);
      }),
      { numRuns: 250 },
    );
  }, 120_000);

  test('the same with cells as they come, without quotes around them', async () => {
    const position = fc.record({ row: fc.nat(GOOD.length - 1), column: fc.nat(HEADER.length - 1) });
    const plain = GOOD.map((line) => line.map((cell) => cell.replace(/[",]/g, '')));
    await fc.assert(
      fc.asyncProperty(position, JUNK, async ({ row, column }, junk) => {
        const lines = plain.map((line, index) =>
          line.map((cell, at) => (index === row && at === column ? junk : cell)),
        );
        const emptied = junk.replace(/[\s"=]/g, '') === '' && HEADER[column] === 'CPT';
        const answers = await ask(write([HEADER, ...lines], ',', (cell) => cell));
        for (const one of answers) if (one.answer === 'yes') expect(mayBeYes(one, emptied)).toBe(true);
      }),
      { numRuns: 250 },
    );
  }, 120_000);
});
