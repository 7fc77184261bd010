import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const PERIOD = ['Period', { start: '2026-06-10', end: '2026-07-09' }] as const;

beforeAll(async () => {
  harness = await openEndpointHarness();
  const late = (order: Part) => {
    order.occurrenceDateTime = '2026-06-15T23:30:00-04:00';
  };
  for (const id of ['approved', '55210']) await post('/r4/ServiceRequest/$assess', orderMessage(id));
  await post('/r4/ServiceRequest/$assess', orderMessage('placed-apart', late));
  // Its placer's number is the id of another order.
  await post(
    '/r4/ServiceRequest/$assess',
    orderMessage('twin', (order) => {
      order.identifier = [{ value: '55210' }];
    }),
  );
  for (const id of ['approved', 'placed-apart'])
    await post(
      `/r4/ServiceRequest/${id}/$record-decision`,
      decisionMessage('approved', {
        number: ['String', `N-${id}`],
        period: PERIOD,
        code: ['Coding', { code: '93351' }],
      }),
    );
});
afterAll(() => harness.close());

const send = async (body: string | Buffer, type = 'text/csv', query = '') => {
  const response = await fetch(`${harness.url}/r4/$worklist${query}`, {
    method: 'POST',
    headers: { 'content-type': type, accept: 'application/fhir+json' },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: response.status, body: (await response.json()) as Part };
};
const valuesOf = (resource: Part, name: string) =>
  resource.parameter
    .filter((one: Part) => one.name === name)
    .map((one: Part) => one.valueCode ?? one.valueDateTime ?? one.valueCoding?.code ?? one.valueCodeableConcept?.text);
const rowsOf = (body: Part): readonly Part[] =>
  body.entry.map(({ resource }: Part) => resource).filter((one: Part) => one.resourceType === 'Parameters');
/** Answer, start and codes of the only row. */
const only = async (body: string | Buffer, type?: string) => {
  const answered = await send(body, type);
  const [row] = rowsOf(answered.body);
  return [valuesOf(row!, 'answer')[0], valuesOf(row!, 'start')[0], valuesOf(row!, 'code').join(' ')];
};
const firstReason = async (body: string) => valuesOf(rowsOf((await send(body)).body)[0]!, 'reason')[0];
const YES = ['yes', '2026-06-15T09:30:00-04:00', '93351'];

describe('lists as schedules export them', () => {
  test.each([
    ['commas', 'order,start,code\napproved,2026-06-15T09:30:00-04:00,93351'],
    [
      'the placer number, two columns for date and time',
      'Order #,Appt Date,Appt Time,CPT\nORD-approved,06/15/2026,9:30 AM,93351',
    ],
    ['semicolons and CR', 'Order;Start;Code\rapproved;2026-06-15 09:30;93351\r'],
    ['tabs and names in capitals', 'PLACER\tSCHED_DATE\tSCHED_TM\tPROC\nORD-approved\t20260615\t0930\t93351'],
    ['bars', 'Placer Order Number|Date Of Service|Start Time|Procedure Code\nORD-approved|6/15/2026|9:30 am|93351'],
    ['a title above', 'Stress lab\nPrinted 06/14/2026\n\norder,start,code\napproved,06/15/2026 9:30 AM,93351'],
    ['a reference', 'order,start,code\nServiceRequest/approved,2026-06-15T09:30,93351'],
    ['a number kept as text', 'OrderID,ApptDateTime,CptCode\n="ORD-approved",6/15/26 9:30 AM,="93351"'],
    ['two columns that agree', 'Order #,Placer #,DOS,Appt Time,CPT\nORD-approved,ORD-approved,2026-06-15,09:30,93351'],
    ['an instant in UTC', 'order,start,code\napproved,2026-06-15T13:30:00Z,93351'],
    ['a column that has CPT in its name', 'order,start,CPT (all)\napproved,2026-06-15 09:30,93351'],
    [
      'a description and its code apart',
      'order,start,CPT,Procedure Name\napproved,2026-06-15 09:30,93351,2D STRESS ECHO',
    ],
    ['a description with its code', 'order,start,Procedure\napproved,2026-06-15 09:30,STRESS ECHO [93351]'],
  ])('%s', async (_, text) => {
    expect(await only(text)).toEqual(YES);
  });

  const TEXT = 'Order #,Appt Date,Appt Time,CPT,Raum\nORD-approved,06/15/2026,9:30 AM,93351,Übungsraum\n';
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), 'text/csv; charset=utf-8'],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'text/csv; charset=utf-16le'],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(), 'text/csv'],
    ['Windows-1252', Buffer.from(TEXT, 'latin1'), 'text/csv; charset=windows-1252'],
    ['as Excel calls it', Buffer.from(TEXT), 'application/vnd.ms-excel'],
  ])('%s', async (_, bytes, type) => {
    expect(await only(bytes, type)).toEqual(YES);
  });

  test('columns nothing was read from are named, in both forms of the answer', async () => {
    const list = 'MRN,Order #,Appt Date,Payer,CPT\n100231,ORD-approved,06/15/2026,MEDICARE,93351';
    const { body } = await send(list);
    const outcome = body.entry.at(-1).resource;
    expect(outcome.issue.map((issue: Part) => [issue.severity, issue.details.text])).toEqual([
      ['information', 'Column "MRN" was not read.'],
      ['information', 'Column "Payer" was not read.'],
    ]);
    const csv = await fetch(`${harness.url}/r4/$worklist`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: list,
    });
    expect((await csv.text()).split('\r\n')[1]).toMatch(/,"2026-06-15","yes",.*,"93351",.*,"MRN; Payer"$/);
  });

  test("a time without a zone is the site's, also late in the evening", async () => {
    const list = 'order,start,code\nplaced-apart,2026-07-09 23:30,93351';
    expect(await only(list)).toEqual(['yes', '2026-07-09T23:30:00-04:00', '93351']);
    expect(await only(list.replace('2026-07-09 23:30', '2026-07-10T03:30:00Z'))).toEqual([
      'yes',
      '2026-07-09T23:30:00-04:00',
      '93351',
    ]);
    expect(await only('order,DOS\napproved,07/10/2026')).toEqual(['no', '2026-07-10', '']);
  });

  test("a number that is the id of another order is nobody's", async () => {
    expect(await firstReason('order,start\n55210,2026-06-15')).toBe('Several orders have this id or number.');
  });
});

describe('what is not understood', () => {
  const ROW = { order: 'approved', start: '2026-06-15 09:30', code: '93351', place: '11', units: '1' };
  const listOf = (...rows: readonly Part[]) =>
    [
      'order,start,code,place,units',
      ...rows.map((row) =>
        Object.values(row)
          .map((cell) => `"${cell}"`)
          .join(','),
      ),
    ].join('\n');

  test.each([
    ['code', '93351, 9301X6'],
    ['code', '93351 and more'],
    ['code', '93351, TBD'],
    ['code', '9335'],
    ['code', '93351-'],
    ['code', '93351 93351'],
    ['start', 'tomorrow'],
    ['start', '06/31/2026'],
    ['start', '2026-06-15 25:30'],
    ['place', 'OFFICE'],
    ['place', '97'],
    ['place', '111'],
    ['units', 'two'],
    ['units', '0'],
    ['units', '1.5'],
    ['order', '8.81E+12'],
  ])('%s %j: the row cannot be told, its cell is named, and the others are answered', async (column, cell) => {
    const { body } = await send(listOf({ ...ROW, [column]: cell }, ROW));
    const [first, second] = rowsOf(body);
    expect([valuesOf(first!, 'answer'), valuesOf(second!, 'answer')]).toEqual([['cannot-tell'], ['yes']]);
    expect(valuesOf(first!, 'reason')[0]).toMatch(new RegExp(`^Row 1, column "${column}": `));
  });

  test('every code of a cell counts: one that is no stress test here is not left out', async () => {
    expect(await only(listOf({ ...ROW, code: '93350, 93016' }))).toEqual([
      'no',
      '2026-06-15T09:30:00-04:00',
      '93350 93016',
    ]);
    expect((await only(listOf({ ...ROW, code: '93351, 99213' })))[0]).toBe('cannot-tell');
    expect((await only(listOf({ ...ROW, code: '93351;78452' })))[0]).toBe('no');
  });

  test.each([
    [
      'two columns that disagree',
      'Order #,Placer,start\napproved,ORD-55210,2026-06-15',
      /"Order #": does not say the same as column "Placer"/,
    ],
    [
      'two dates that disagree',
      'order,Appt Date,DOS\napproved,06/15/2026,06/16/2026',
      /"Appt Date": does not say the same as column "DOS"/,
    ],
    ['one of two dates missing', 'order,Appt Date,Date\napproved,,06/15/2026', /one is empty/],
    [
      'code and procedure that disagree',
      'order,start,CPT,Procedure\napproved,2026-06-15,93351,SPECT 78452',
      /different codes/,
    ],
    [
      'codes in a column that is not only for codes',
      'order,start,CPT (all)\napproved,2026-06-15,"93351, 9335"',
      /"9335" is not/,
    ],
    ['a row cut off', 'order,start,code\napproved,2026-06-15', /ends before column "code"/],
    ['a row with a cell too many', 'order,start,code\napproved,2026-06-15,93351,93016', /more cells/],
    ['an end before the start', 'order,start,end\napproved,2026-06-15 09:30,9:00', /"end": is before the start/],
    ['a visit that was cancelled', 'order,start,Appt Status\napproved,2026-06-15,Canceled', /cancelled/],
    ['no order', 'order,start\n,2026-06-15', /names no order/],
    ['no date', 'order,start\napproved,', /no date/],
  ])('%s', async (_, list, says) => {
    expect((await only(list))[0]).toBe('cannot-tell');
    expect(await firstReason(list)).toMatch(says);
  });

  test('a facility by its name can only be compared where the approval is for none', async () => {
    const list = 'order,start,code,facility\napproved,2026-06-15 09:30,93351,Main Hospital';
    expect(await only(list)).toEqual(YES);
    await post('/r4/ServiceRequest/$assess', orderMessage('sited'));
    const approval = {
      number: ['String', 'N-s'],
      period: PERIOD,
      facility: ['Reference', { reference: 'Location/office' }],
    } as const;
    await post('/r4/ServiceRequest/sited/$record-decision', decisionMessage('approved', approval));
    expect((await only(list.replace('approved', 'sited')))[0]).toBe('cannot-tell');
    expect((await only(list.replace('approved', 'sited').replace('Main Hospital', 'Location/office')))[0]).toBe('yes');
  });

  test('a workbook, an unknown charset and too many columns are refused and say why', async () => {
    expect((await send('order\nx', 'text/csv; charset=klingon')).status).toBe(415);
    expect(
      (await send(Buffer.from('504b0304140006000800', 'hex'), 'application/vnd.ms-excel')).body.issue[0].diagnostics,
    ).toMatch(/CSV/);
    const wide = `order,start,${Array.from({ length: 300 }, (_, index) => `c${index}`).join(',')}\napproved,2026-06-15`;
    const { status, body } = await send(wide);
    expect([status, body.issue[0].diagnostics]).toEqual([413, 'A list may have 200 columns.']);
  });
});

const FOLDER = new URL('../../../shared/data/scheduling-exports/', import.meta.url);
describe.skipIf(!existsSync(FOLDER))('the exports kept beside this repository', () => {
  test.each([
    [
      'department-report.csv',
      [
        ['cannot-tell', 'cannot-tell', 'cannot-tell'],
        ['2026-12-07T09:30:00-05:00', '2026-12-07T10:15:00-05:00', '2026-12-07T13:00:00-05:00'],
        ['78452', '93350 93016', '93015'],
      ],
    ],
    [
      'day-sheet-semicolon.csv',
      [
        ['cannot-tell', 'cannot-tell'],
        ['2026-12-08T08:00:00-05:00', '2026-12-08T09:30:00-05:00'],
        ['93351', '78452 93015'],
      ],
    ],
    [
      'modality-worklist.tsv',
      [
        ['cannot-tell', 'cannot-tell'],
        ['2026-12-09T07:30:00-05:00', '2026-12-09T08:15:00-05:00'],
        ['78451 78452', 'C8928'],
      ],
    ],
  ])('%s is understood row by row', async (file, expected) => {
    const { body } = await send(readFileSync(new URL(file, FOLDER)));
    const rows = rowsOf(body).toSorted((a, b) => a.parameter[0].valuePositiveInt - b.parameter[0].valuePositiveInt);
    expect([
      rows.map((row) => valuesOf(row, 'answer')[0]),
      rows.map((row) => valuesOf(row, 'start')[0]),
      rows.map((row) => valuesOf(row, 'code').join(' ')),
    ]).toEqual(expected);
    const reasons = rows.map((row) => valuesOf(row, 'reason')[0]);
    for (const says of reasons)
      expect(says).toMatch(/^(No order with this id or number is known here|It names no order)\.$/);
  });
});
