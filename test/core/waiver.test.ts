import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/core/decide/decide.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import { addDays } from '../../shared/core/model/dates.ts';
import { type Facts, type FactValues, known } from '../../shared/core/model/facts.ts';
import type { CoverageFacts } from '../../shared/core/model/message/inquiry.ts';
import type { ExemptionNotice } from '../../shared/core/model/plan-duty.ts';
import { type LineParts, line } from '../support/rules.ts';
import { SERVICE_DATE } from '../support/service-lines.ts';
import { MET, rules } from '../support/table-rows.ts';

const NPI = '1234567893';
const NOTICE: ExemptionNotice = {
  payer: 'payer',
  dated: '2026-04-01',
  from: '2026-04-01',
  to: '2026-12-31',
  codes: ['78452', '93351'],
  npis: [NPI],
  taxIds: ['12-3456789'],
  of: 'ordering',
  notify: false,
};

interface Situation {
  readonly notices?: readonly ExemptionNotice[];
  readonly coverage?: Partial<CoverageFacts>;
  readonly start?: string;
  readonly payer?: string;
  readonly service?: NonNullable<LineParts['service']>;
  readonly approvals?: readonly Approval[];
  readonly facts?: Facts;
}
const ask = ({ notices, coverage, start, payer = 'payer', service, approvals = [], facts = {} }: Situation) =>
  decide(
    line({
      bundle: rules(),
      facts: { ...MET, ...facts },
      service: { orderedBy: [`npi|${NPI}`], ...service },
      approvals,
      verdict: {
        coverage: { reference: 'Coverage/1', status: 'active', focal: true, ...coverage },
        inForce: 'yes',
        says: 'In force.',
        source: 'coverage',
        warnings: [],
        payers: [payer],
        ...(start ? { start } : {}),
        ...(notices ? { exemptions: notices } : {}),
      },
    }),
  );
const told = (situation: Situation) => {
  const { row, advice, bookable } = ask(situation);
  return `${row} ${advice} ${bookable}`;
};
const FREE = 'D17 proceed-no-pa yes';
const REQUIRED = 'D13 pa-likely-approve not-yet';
const CONFIRM = 'D9b ask-plan not-yet';
const ASK = 'D7 ask-plan cannot-tell';

describe('a notice of exemption', () => {
  test.each<[string, Situation, string, RegExp?]>([
    ['none on file', {}, REQUIRED],
    ['one that fits', { notices: [NOTICE] }, FREE],
    ['by the tax id of the group', { notices: [NOTICE], service: { orderedBy: ['tax|123456789'] } }, FREE],
    [
      'another clinician',
      { notices: [NOTICE], service: { orderedBy: ['npi|1999999992'] } },
      REQUIRED,
      /for others than who orders/,
    ],
    ['nobody named', { notices: [NOTICE], service: { orderedBy: [] } }, REQUIRED, /for others/],
    [
      'who performs does not stand in for who orders',
      { notices: [NOTICE], service: { orderedBy: [], performedBy: [`npi|${NPI}`] } },
      REQUIRED,
      /for others/,
    ],
    [
      'a notice for who performs',
      { notices: [{ ...NOTICE, of: 'performing' }], service: { performedBy: [`npi|${NPI}`] } },
      FREE,
    ],
    ['another code', { notices: [{ ...NOTICE, codes: ['93351'] }] }, REQUIRED, /does not name 78452/],
    [
      'not every code the order may mean',
      { notices: [{ ...NOTICE, codes: ['78452'] }], service: { codes: ['78451', '78452'] } },
      'D4a pa-pend-info not-yet',
      /does not name/,
    ],
    ['over', { notices: [{ ...NOTICE, to: '2026-05-11' }] }, REQUIRED, /covers 2026-04-01 to 2026-05-11/],
    ['not begun', { notices: [{ ...NOTICE, from: '2026-05-13' }] }, REQUIRED, /covers/],
    ['dated after the test', { notices: [{ ...NOTICE, dated: '2026-05-13' }] }, REQUIRED, /is dated 2026-05-13/],
    [
      'a delegated member',
      { notices: [NOTICE], coverage: { delegated: true } },
      REQUIRED,
      /delegated to a medical group/,
    ],
    ['maybe a delegated member', { notices: [NOTICE], coverage: { unclear: ['delegate'] } }, REQUIRED, /delegated/],
    ['a duty to notify', { notices: [{ ...NOTICE, notify: true }] }, CONFIRM],
  ])('%s', (_, situation, expected, warning) => {
    expect(told(situation)).toBe(expected);
    if (warning) expect(ask(situation).warnings.join(' ')).toMatch(warning);
  });
  test('what the yes rests on is the notice, not the rule it sets aside', () => {
    const { ruleLevel, waiver, assumed, reasons } = ask({ notices: [NOTICE] });
    expect([ruleLevel, assumed, waiver]).toEqual([
      undefined,
      undefined,
      { kind: 'exemption', cite: 'notice of 2026-04-01' },
    ]);
    expect(reasons[0]).toBe(
      'The plan’s notice of 2026-04-01 spares this provider the authorization for 78452 until 2026-12-31.',
    );
  });
  test('the plan’s confirmation of a notification makes it bookable, its denial does not', () => {
    const notices = [{ ...NOTICE, notify: true }];
    const word = (decision: Approval['decision']): Approval => ({
      decision,
      codes: [],
      source: 'portal',
      receivedAt: '2026-05-01T12:00:00.000Z',
    });
    expect(ask({ notices }).payerAwaits).toBe('notification');
    expect(told({ notices, approvals: [word('not-required')] })).toBe(FREE);
    expect(ask({ notices, approvals: [word('denied')] }).bookable).toBe('no');
    expect(ask({ notices, approvals: [word('pended')] }).bookable).toBe('not-yet');
    expect(told({ notices, approvals: [word('cancelled')] })).toBe(CONFIRM);
  });
});

const START = addDays(SERVICE_DATE, -30);
const EARLIER: Approval = {
  payer: 'plan-before',
  decision: 'approved',
  number: 'A1',
  codes: ['78452'],
  start: addDays(START, -20),
  end: addDays(SERVICE_DATE, 30),
  source: 'portal',
  receivedAt: `${addDays(START, -20)}T12:00:00.000Z`,
};
const changed = (planType: FactValues['planType'] | undefined, more: Partial<Situation> = {}): Situation => ({
  start: START,
  approvals: [EARLIER],
  ...more,
  coverage: { ...(planType ? { planType } : {}), ...more.coverage },
});

describe('after a change of plan', () => {
  const state = (value: string) => ({ siteState: known(value) });
  test.each<[string, Situation, string, string?]>([
    [
      'Medicare Advantage within 90 days: the proof first, then its confirmation',
      changed('medicare-advantage'),
      CONFIRM,
      '42 CFR 422.112(b)(8)',
    ],
    [
      'on the ninetieth day',
      changed('medicare-advantage', {
        start: addDays(SERVICE_DATE, -89),
        approvals: [{ ...EARLIER, start: '2026-01-01', receivedAt: '2026-01-02T12:00:00.000Z' }],
      }),
      CONFIRM,
      '42 CFR 422.112(b)(8)',
    ],
    [
      'and after it',
      changed('medicare-advantage', {
        start: addDays(SERVICE_DATE, -90),
        approvals: [{ ...EARLIER, start: '2026-01-01', receivedAt: '2026-01-02T12:00:00.000Z' }],
      }),
      REQUIRED,
    ],
    [
      'an insurer that signed the pledge',
      changed('commercial', { payer: 'cigna-commercial' }),
      CONFIRM,
      'pledge of AHIP and BCBSA, 2025-06-23',
    ],
    ['one of which that is not held', changed('commercial', { payer: 'highmark' }), ASK, 'no rule held'],
    [
      'fully insured in Nebraska',
      changed('commercial', { coverage: { funding: 'fully-insured' }, facts: state('NE') }),
      CONFIRM,
      'Neb. Rev. Stat. 44-5442',
    ],
    ['funding not known there', changed('commercial', { facts: state('NE') }), ASK, 'no rule held'],
    ['the kind of plan not known', changed(undefined), ASK, 'no rule held'],
    [
      'an approval given under this coverage’s time is no change of plan',
      changed('medicare-advantage', { approvals: [{ ...EARLIER, receivedAt: `${START}T12:00:00.000Z` }] }),
      REQUIRED,
    ],
    [
      'one for another code',
      changed('medicare-advantage', { approvals: [{ ...EARLIER, codes: ['93351'] }] }),
      REQUIRED,
    ],
    [
      'one that ended',
      changed('medicare-advantage', { approvals: [{ ...EARLIER, end: addDays(SERVICE_DATE, -1) }] }),
      REQUIRED,
    ],
    [
      'one that was revoked',
      changed('medicare-advantage', {
        approvals: [EARLIER, { ...EARLIER, decision: 'cancelled', receivedAt: `${addDays(START, -2)}T12:00:00.000Z` }],
      }),
      REQUIRED,
    ],
    ['no start of the coverage', { approvals: [EARLIER], coverage: { planType: 'medicare-advantage' } }, REQUIRED],
  ])('%s', (_, situation, expected, cite) => {
    const { row, advice, bookable, waiver, payerAwaits } = ask(situation);
    expect([`${row} ${advice} ${bookable}`, waiver?.cite, payerAwaits]).toEqual([
      expected,
      cite,
      expected === CONFIRM ? 'earlier-approval' : undefined,
    ]);
  });
  test('the proof is named', () => {
    expect(ask(changed('medicare-advantage')).reasons.join(' ')).toMatch(
      /Hand the plan the proof.*its number and dates.*this coverage began.*under way/,
    );
  });
  test('what the new plan says counts as ever', () => {
    const own: Approval = { ...EARLIER, payer: 'payer', number: 'B1', start: START };
    expect(told(changed('medicare-advantage', { approvals: [EARLIER, own] }))).toBe('D6 proceed-authorized yes');
  });
});

test('an approval of a Medicare Advantage plan binds it; not another plan, not a number only a claim names, not before 2024', () => {
  const approved = (planType: FactValues['planType'], more: Partial<Approval> = {}) =>
    ask({ coverage: { planType }, approvals: [{ ...EARLIER, payer: 'payer', ...more }] });
  expect(approved('medicare-advantage').binding?.cite).toBe('42 CFR 422.138(c)');
  expect(approved('medicare-advantage').binding?.says).toMatch(/may still deny for eligibility, coding or site/);
  expect(approved('commercial').binding).toBeUndefined();
  expect(approved('medicare-advantage', { source: 'claim' }).binding).toBeUndefined();
  expect(approved('medicare-advantage', { receivedAt: '2023-12-31T12:00:00.000Z' }).binding).toBeUndefined();
  expect(ask({ coverage: { planType: 'medicare-advantage' } }).binding).toBeUndefined();
});

test('no notice and no change of plan makes a yes that neither a notice without a duty to notify nor the plan itself gave', () => {
  fc.assert(
    fc.property(
      fc.record({
        notify: fc.boolean(),
        npi: fc.constantFrom(NPI, '1999999992'),
        code: fc.constantFrom('78452', '93351'),
        to: fc.constantFrom('2026-05-11', '2026-12-31'),
        delegated: fc.boolean(),
        planType: fc.constantFrom('medicare-advantage', 'commercial', 'medicaid-managed'),
        payer: fc.constantFrom('payer', 'cigna-commercial'),
        prior: fc.boolean(),
      }),
      ({ notify, npi, code, to, delegated, planType, payer, prior }) => {
        const { bookable } = ask({
          notices: [{ ...NOTICE, notify, npis: [npi], taxIds: [], codes: [code], to }],
          coverage: { planType, delegated },
          payer,
          ...(prior ? { start: START, approvals: [EARLIER] } : {}),
        });
        const counts = npi === NPI && code === '78452' && to > SERVICE_DATE && !delegated && !notify;
        expect(bookable === 'yes').toBe(counts);
      },
    ),
  );
});
