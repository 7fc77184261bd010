import { describe, expect, test } from 'vitest';
import { channelTable } from '../../shared/codes/channel-table.ts';
import type { ChannelEdit, ChannelEndpoint, ChannelRow } from '../../shared/core/model/channel.ts';
import { chooseChannel } from '../../shared/core/submission/channel.ts';

const from = { source: 'plan.example', evidence: 'verified', confirmed: '2026-06-01' } as const;
const row = (id: string, more: Partial<ChannelRow> = {}): ChannelRow => ({
  id,
  payers: ['plan'],
  transaction: 'prior-auth',
  ways: [{ kind: 'portal', name: id, url: 'https://portal.example' }],
  says: `Row ${id} says so.`,
  ...from,
  ...more,
});
const bookOf = (...rows: readonly ChannelRow[]) =>
  channelTable({
    dataSet: { name: 'channel-map', source: 'test', retrieved: '2026-06-01', evidence: 'verified', from: '2024-01-01' },
    staleAfterDays: 365,
    rows,
    enrolments: [],
    readerNumbers: [],
  });
const DAY = '2026-07-01';
const ASKED = { payer: 'plan', transaction: 'prior-auth', day: DAY } as const;
type Asked = Parameters<typeof chooseChannel>[1];
const choose = (
  rows: readonly ChannelRow[],
  asked: Partial<Asked> = {},
  payerEndpoints: readonly ChannelEndpoint[] = [],
  channels: readonly ChannelEdit[] = [],
) => chooseChannel(bookOf(...rows), { ...ASKED, ...asked }, { payerEndpoints, channels });

const ENDPOINT: ChannelEndpoint = { name: 'house', kind: 'x12-278' };
const ELECTRONIC = row('general', {
  ways: [
    { kind: 'x12-278', version: '005010X217' },
    { kind: 'portal', name: 'Portal' },
    { kind: 'phone', phone: '800-555-0100' },
  ],
});

describe('nothing held', () => {
  test.each([
    ['no row', [], {}],
    ['another payer’s', [row('other', { payers: ['else'] })], {}],
    ['no payer recognized', [row('general')], { payer: undefined }],
    ['a row not begun', [row('later', { from: '2026-08-01' })], {}],
    ['a row that ended', [row('earlier', { to: '2026-06-30' })], {}],
    ['another transaction', [row('general')], { transaction: 'eligibility' as const }],
    ['review delegated, and only the plan’s own row', [row('general')], { delegated: true }],
  ])('asks the plan: %s', (_name, rows, asked) => {
    const choice = choose(rows, asked);
    expect(choice).toMatchObject({ channel: 'ask-plan', alternatives: [], duties: [] });
    expect(choice.says).toMatch(/^Ask the plan how to send it\. Who must ask/);
    expect(choice.readerNumber).toMatch(/^Ask the plan whether/);
    expect(choice.whoMustAsk).toBeUndefined();
  });
});

describe('which row', () => {
  const rows = [
    row('general'),
    row('state', { states: ['FL'] }),
    row('product', { products: ['ppo'] }),
    row('delegate', { delegated: true, ways: [], says: 'Ask the group on the card.' }),
    row('test', { groups: ['pet'] }),
  ];
  test.each([
    [{ state: 'NY', product: 'hmo', group: 'mpi' as const }, 'general'],
    [{ state: 'FL', product: 'hmo', group: 'mpi' as const }, 'state'],
    [{ state: 'FL', product: 'ppo', group: 'pet' as const }, 'product'],
    [{ state: 'NY', product: 'hmo', group: 'pet' as const }, 'test'],
    [{ state: 'FL', product: 'ppo', delegated: true }, 'delegate'],
  ])('%j goes by the row %s', (asked, id) => {
    expect(choose(rows, asked).row).toBe(id);
  });

  test('a row that depends on what is not known is told, and not followed', () => {
    const choice = choose(rows, { product: 'hmo', group: 'mpi' });
    expect(choice.row).toBe('general');
    expect(choice.why).toContain('Not known whether this applies (in FL): Row state says so.');
    expect(choice.why).not.toContain('Row product');
  });
  test('what follows does not depend on the order of the rows', () => {
    for (const asked of [{ state: 'FL' }, { product: 'ppo' }, { group: 'pet' as const }, {}])
      expect(choose(rows.toReversed(), asked)).toEqual(choose(rows, asked));
  });
  test('an inquiry goes as its request went, unless a row says otherwise', () => {
    expect(choose(rows, { transaction: 'inquiry', state: 'FL', product: 'hmo', group: 'mpi' }).row).toBe('state');
    const own = row('own', { transaction: 'inquiry', ways: [{ kind: 'phone', phone: '800-555-0101' }] });
    expect(choose([...rows, own], { transaction: 'inquiry', state: 'FL' }).channel).toBe('phone');
  });
});

describe('a machine’s way', () => {
  test('counts only with an endpoint for it', () => {
    expect(choose([ELECTRONIC])).toMatchObject({ channel: 'portal', alternatives: [{ kind: 'phone' }] });
    expect(choose([ELECTRONIC], {}, [{ ...ENDPOINT, kind: 'fhir-pas' }]).channel).toBe('portal');
    expect(choose([ELECTRONIC], {}, [{ ...ENDPOINT, payer: 'else' }]).channel).toBe('portal');
  });
  test('names endpoint and version, the payer’s own endpoint before a clearinghouse’s', () => {
    expect(choose([ELECTRONIC], {}, [ENDPOINT])).toMatchObject({
      channel: 'x12-278',
      endpoint: 'house',
      version: '005010X217',
      row: 'general',
      alternatives: [{ kind: 'portal' }, { kind: 'phone' }],
    });
    const own = { ...ENDPOINT, name: 'plan-itself', payer: 'plan' };
    expect(choose([ELECTRONIC], {}, [ENDPOINT, own])).toMatchObject({ endpoint: 'plan-itself' });
  });
  test('an endpoint for the payer itself is enough, with its version', () => {
    const own: ChannelEndpoint = { name: 'sandbox', kind: 'fhir-pas', payer: 'plan', version: '2.0.1' };
    const choice = choose([], {}, [own]);
    expect(choice).toMatchObject({ channel: 'fhir-pas', version: '2.0.1', endpoint: 'sandbox' });
    expect(choice.why).toBe('Your settings have the endpoint “sandbox” for this payer.');
    expect(choose([ELECTRONIC], {}, [own])).toMatchObject({
      channel: 'fhir-pas',
      alternatives: [{ kind: 'portal' }, { kind: 'phone' }],
    });
  });
  test('does not reach a delegated group, a product outside the program, or another transaction', () => {
    const own: ChannelEndpoint = { name: 'sandbox', kind: 'fhir-pas', payer: 'plan' };
    const closed = row('closed', { products: ['ppo'], ways: [], says: 'The member asks.' });
    expect(choose([closed], { product: 'ppo' }, [own])).toMatchObject({
      channel: 'ask-plan',
      row: 'closed',
      says: 'The member asks.',
    });
    expect(choose([], { delegated: true }, [own]).channel).toBe('ask-plan');
    expect(choose([], { transaction: 'eligibility' }, [own]).channel).toBe('ask-plan');
  });
});

describe('who must ask', () => {
  const by = (value: 'ordering' | 'member') =>
    row('general', { whoMustAsk: { value, says: 'It gives the number on.', ...from } });
  test('is said in words, and what is not held is asked', () => {
    expect(choose([by('ordering')])).toMatchObject({ whoMustAsk: 'ordering' });
    expect(choose([by('ordering')]).says).toMatch(/The ordering office must ask: .* It gives the number on\.$/);
    expect(choose([by('member')]).says).toContain('The member must ask');
    expect(choose([row('general')]).says).toContain('is not held: ask the plan');
  });
});

describe('stale', () => {
  test.each([
    ['2027-06-01', undefined],
    ['2027-06-02', '2026-06-01'],
  ])('on %s: %s', (day, stale) => {
    const choice = choose([row('general')], { day });
    expect(choice.stale).toBe(stale);
    expect(choice.why.includes('confirm it with the plan')).toBe(stale !== undefined);
  });
  test('counts the oldest of what the answer rests on: the way, and who must ask', () => {
    const old = { ...from, confirmed: '2013-07-01' };
    expect(choose([row('general', { whoMustAsk: { value: 'ordering', ...old } })]).stale).toBe('2013-07-01');
    expect(choose([row('general', { ways: [{ kind: 'phone', phone: '800-555-0100', ...old }] })]).stale).toBe(
      '2013-07-01',
    );
    // An endpoint of one’s own is no statement of the map.
    expect(choose([row('general', old)], {}, [{ ...ENDPOINT, payer: 'plan' }]).stale).toBeUndefined();
  });
  test('the tenant’s word that a row holds makes it fresh', () => {
    const confirmed: ChannelEdit = { confirms: 'general', by: 'A. Lee', on: '2027-06-15' };
    expect(choose([row('general')], { day: '2027-07-01' }, [], [confirmed]).stale).toBeUndefined();
    expect(choose([row('other')], { day: '2027-07-01' }, [], [confirmed]).stale).toBe('2026-06-01');
  });
});

describe('a tenant’s own row', () => {
  const edit: ChannelEdit = {
    payer: 'plan',
    transaction: 'prior-auth',
    ways: [{ kind: 'fax', fax: '800-555-0102' }],
    whoMustAsk: 'rendering',
    by: 'A. Lee',
    on: '2026-06-20',
  };
  test('comes first, and says whose it is and since when', () => {
    expect(choose([ELECTRONIC], {}, [{ ...ENDPOINT, payer: 'plan' }], [edit])).toMatchObject({
      channel: 'fax',
      fax: '800-555-0102',
      whoMustAsk: 'rendering',
      changedBy: 'A. Lee, 2026-06-20',
      why: 'Your own settings say so. (A. Lee, 2026-06-20)',
    });
  });
  test('is for what it names alone, and gets old as every row', () => {
    expect(choose([ELECTRONIC], { state: 'NY' }, [], [{ ...edit, states: ['FL'] }]).channel).toBe('portal');
    expect(choose([ELECTRONIC], {}, [], [{ ...edit, payer: 'else' }]).channel).toBe('portal');
    expect(choose([], { day: '2027-06-21' }, [], [edit]).stale).toBe('2026-06-20');
  });
});

test('what the plan holds of a reading group’s number is said with its source', () => {
  const book = {
    ...bookOf(row('general')),
    readerNumberRule: () => ({
      payers: ['plan'],
      from: '2026-01-01',
      needs: 'same' as const,
      says: 'The same number.',
      ...from,
    }),
  };
  expect(chooseChannel(book, ASKED, {}).readerNumber).toBe('The same number. (plan.example)');
});

describe('the table', () => {
  test.each([
    [
      'two rows that can both apply',
      [row('a', { states: ['FL', 'GA'] }), row('b', { states: ['GA'] })],
      /can both apply/,
    ],
    ['two of one name', [row('a', { states: ['FL'] }), row('a', { states: ['GA'] })], /called a/],
    ['a row that ends before it starts', [row('a', { from: '2026-02-01', to: '2026-01-01' })], /ends before/],
    ['a way with half a source', [row('a', { ways: [{ kind: 'phone', source: 'x' }] })], /source/],
    [
      'a portal that is no https address',
      [row('a', { ways: [{ kind: 'portal', url: 'http://portal.example' }] })],
      /https/,
    ],
  ])('refuses %s', (_name, rows, says) => {
    expect(() => bookOf(...rows)).toThrow(says);
  });
  test('takes rows that follow one another, or depend on different things', () => {
    expect(() =>
      bookOf(row('a', { to: '2026-06-30' }), row('b', { from: '2026-07-01' }), row('c', { states: ['FL'] })),
    ).not.toThrow();
  });
});
