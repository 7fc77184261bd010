import { expect, test } from 'vitest';
import { channelTable } from '../../shared/codes/channel-table.ts';
import type { EnrolmentFact } from '../../shared/core/model/channel.ts';
import { chooseChannel } from '../../shared/core/submission/channel.ts';
import { enrolmentGaps } from '../../shared/core/submission/enrolment.ts';

const NPI = '2000000028';
const from = { source: 'plan.example', evidence: 'secondary', confirmed: '2026-06-01' } as const;
const book = channelTable({
  dataSet: { name: 'channel-map', source: 'test', retrieved: '2026-06-01', evidence: 'verified', from: '2024-01-01' },
  staleAfterDays: 365,
  rows: [],
  enrolments: [
    {
      id: 'rule',
      payers: ['plan'],
      transaction: 'eligibility',
      from: '2026-05-11',
      rejectReason: '41',
      says: 'The plan wants each NPI attested.',
      ...from,
    },
  ],
  readerNumbers: [],
});
const fact = (more: Partial<EnrolmentFact> = {}): EnrolmentFact => ({
  payer: 'plan',
  transaction: 'eligibility',
  npi: NPI,
  is: 'attested',
  since: '2026-05-01',
  source: 'contractor’s letter',
  by: 'A. Lee',
  on: '2026-05-02',
  ...more,
});
const ASKED = { payer: 'plan', transaction: 'eligibility', day: '2026-07-01', npis: [NPI] } as const;

test.each<[string, readonly EnrolmentFact[], RegExp | undefined]>([
  ['nothing kept', [], /^Whether NPI 2000000028 is enrolled there is not in your settings\. The plan wants each NPI/],
  ['attested', [fact()], undefined],
  ['attested, and over', [fact({ until: '2026-06-30' })], /not in your settings/],
  ['attested from later on', [fact({ since: '2026-08-01' })], /not in your settings/],
  ['of another NPI', [fact({ npi: '1234567893' })], /not in your settings/],
  ['at another payer', [fact({ payer: 'other' })], /not in your settings/],
  ['for another transaction', [fact({ transaction: 'prior-auth' })], /not in your settings/],
  ['not enrolled', [fact({ is: 'not-enrolled' })], /^Your settings say that NPI 2000000028 is not enrolled/],
  ['enrolled since', [fact({ is: 'not-enrolled' }), fact({ is: 'enrolled', since: '2026-06-01' })], undefined],
])('said of an NPI: %s', (_, facts, says) => {
  const gaps = enrolmentGaps(book, ASKED, facts);
  if (says) expect(gaps).toEqual([expect.stringMatching(says)]);
  else expect(gaps).toEqual([]);
});

test('a payer that wants no enrolment, or did not yet, is told nothing of', () => {
  expect(enrolmentGaps(book, { ...ASKED, day: '2026-05-10' })).toEqual([]);
  expect(enrolmentGaps(book, { ...ASKED, payer: 'other' })).toEqual([]);
});

test('the channel still is the channel: what is open stands beside it', () => {
  const payerServers = [{ payer: 'plan', x12: { provider: { npi: NPI } } }];
  const asked = { payer: 'plan', transaction: 'eligibility', day: '2026-07-01' } as const;
  const choice = chooseChannel(book, asked, { payerServers });
  expect(choice).toMatchObject({ channel: 'x12-270', version: '005010X279A1' });
  expect(choice.why).toMatch(/Whether NPI 2000000028 is enrolled there is not in your settings/);
  expect(chooseChannel(book, asked, { payerServers, enrolments: [fact()] }).why).not.toContain(NPI);
});
