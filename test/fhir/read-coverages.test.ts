import { describe, expect, it } from 'vitest';
import { ACT_CODE } from '../../shared/codes/systems.ts';
import { echoOf } from '../../shared/fhir/echo.ts';
import { bundle, claim, coverage, eligibility, order, patient, payer, read } from './read-support.ts';

const NAMED_OUTSIDE = 'A coverage is named but not in the message: it could not be read.';
const second = (more: object = {}) => coverage({ id: 'c2', payor: [{ display: 'Second Plan' }], ...more });
const one = (more: object) => read(bundle(order(), patient(), coverage(more), payer())).coverages[0]!;
const seen = (...resources: readonly object[]) =>
  read(bundle(...resources)).coverages.map(
    ({ reference, focal }) => `${reference.split('/').at(-1)}${focal ? '*' : ''}`,
  );

describe('who pays', () => {
  it('is the organization, complete', () => {
    expect(one({})).toEqual({
      reference: 'https://ehr.example/r4/Coverage/c1',
      status: 'active',
      start: '2026-01-01',
      end: '2026-12-31',
      focal: true,
      memberId: 'M-1',
      payor: { identifiers: [{ system: 'urn:oid:2.16.840.1.113883.6.300', value: '12345' }], name: 'Acme Health' },
    });
  });

  it.each([
    [
      'a name beside the reference',
      [{ reference: 'Organization/elsewhere', display: 'Acme' }],
      { identifiers: [], name: 'Acme' },
    ],
    [
      'a number',
      [{ identifier: { system: 'urn:naic', value: '7' } }],
      { identifiers: [{ system: 'urn:naic', value: '7' }] },
    ],
    ['nothing but an address', [{ reference: 'Organization/elsewhere' }], undefined],
    [
      'the second, where the first says nothing',
      [{ reference: 'Organization/elsewhere' }, { display: 'Acme' }],
      { identifiers: [], name: 'Acme' },
    ],
  ])('can be identified by %s', (_how, payor, identity) => {
    expect(read(bundle(order(), coverage({ payor }))).coverages[0]?.payor).toEqual(identity);
  });

  it.each([
    ['the patient', { payor: [{ reference: 'Patient/p1' }] }],
    ['a relative', { payor: [{ reference: 'RelatedPerson/r1' }] }],
  ])('is nobody else when %s pays', (_who, more) => {
    expect(one(more)).toMatchObject({ selfPay: true, planType: 'self-pay' });
    expect(one(more).payor).toBeUndefined();
  });

  it('stays named beside a self-pay agreement: an insurer there may contradict it', () => {
    const type = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-selfpay', code: 'pay' }] };
    expect(one({ type })).toMatchObject({ selfPay: true, planType: 'self-pay', payor: { name: 'Acme Health' } });
  });

  it('prefers the member number to the subscriber number', () => {
    const identifier = [{ type: { coding: [{ code: 'MB' }] }, value: 'M-1-02' }, { value: 'policy' }];
    expect(one({ identifier }).memberId).toBe('M-1-02');
  });

  it('keeps the status and dates, months too', () => {
    const period = { start: '2026', end: '2026-06-30T23:59:59-04:00' };
    expect(one({ status: 'cancelled', period, order: 2 })).toMatchObject({
      status: 'cancelled',
      start: '2026',
      end: '2026-06-30',
      order: 2,
    });
  });
});

describe('the plan type', () => {
  const typed = (system: string | undefined, code: string) => ({
    type: { coding: [{ ...(system ? { system } : {}), code }] },
  });
  const plan = (value: string, name?: string) => ({
    class: [{ type: { coding: [{ code: 'plan' }] }, value, ...(name ? { name } : {}) }],
  });
  it.each([
    ['source of payment 111', typed('https://nahdo.org/sopt', '111'), 'medicare-advantage'],
    ['source of payment 121', typed('https://nahdo.org/sopt', '121'), 'medicare'],
    ['source of payment 211', typed('https://nahdo.org/sopt', '211'), 'medicaid-managed'],
    ['source of payment 512', typed('https://nahdo.org/sopt', '512'), 'commercial'],
    ['source of payment 14, both programs', typed('https://nahdo.org/sopt', '14'), undefined],
    ['workers’ compensation', typed(ACT_CODE, 'WCBPOL'), 'workers-comp'],
    ['a network, which every line of business has', typed(ACT_CODE, 'PPO'), undefined],
    ['claim filing MB', typed('https://codesystem.x12.org/005010/1032', 'MB'), 'medicare'],
    ['claim filing 16', typed('https://codesystem.x12.org/005010/1032', '16'), 'medicare-advantage'],
    ['our own word', typed(undefined, 'exchange'), 'exchange'],
    ['a code named like a built-in', typed(ACT_CODE, 'constructor'), undefined],
    ['text: private', { type: { text: 'private' } }, 'commercial'],
    ['text: Medicare Advantage PPO', { type: { text: 'Medicare Advantage PPO' } }, 'medicare-advantage'],
    ['text: Medicare Part B', { type: { text: 'Medicare Part B' } }, 'medicare'],
    ['text: Medigap', { type: { text: 'Medicare Supplement Plan G' } }, 'commercial'],
    ['text: Medicaid managed care', { type: { text: 'Medicaid managed care' } }, 'medicaid-managed'],
    ['text: Workers’ Comp', { type: { text: "Worker's Compensation" } }, 'workers-comp'],
    ['the plan’s name', plan('H1234', 'Gold Medicare Advantage HMO'), 'medicare-advantage'],
    ['two words that disagree', { type: { text: 'Medicare', coding: [{ display: 'Medicaid' }] } }, undefined],
    ['nothing', {}, undefined],
  ])('by %s', (_what, more, planType) => {
    expect(one(more).planType).toBe(planType);
  });

  it.each([
    ['options-ppo', undefined, 'options-ppo'],
    ['87726-01', 'Options PPO', 'options-ppo'],
    ['Golden Rule', undefined, 'golden-rule'],
  ])('product of %s named %s is %s', (value, name, product) => {
    expect(one(plan(value, name)).planProduct).toBe(product);
  });

  it('employer groups are no product, and delegation must be stated', () => {
    const group = {
      class: [{ type: { coding: [{ code: 'group' }] }, value: 'CB135', name: 'Delegated medical group' }],
    };
    expect(one(group)).toMatchObject({ delegated: true });
    expect(one(group).planProduct).toBeUndefined();
    expect(one({}).delegated).toBeUndefined();
  });
});

describe('which coverage counts', () => {
  it('none at all is readable', () => {
    expect(read(bundle(order(), patient())).coverages).toEqual([]);
  });

  it('of an order: the one it names, else the first to pay, else the one in force', () => {
    expect(
      seen(order({ insurance: [{ reference: 'Coverage/c2' }] }), coverage({ order: 1 }), second({ order: 2 })),
    ).toEqual(['c2*', 'c1']);
    expect(seen(order(), coverage({ order: 2 }), second({ order: 1 }))).toEqual(['c1', 'c2*']);
    expect(seen(order(), coverage({ period: { end: '2026-04-30' } }), second())).toEqual(['c1', 'c2*']);
    expect(seen(order(), coverage(), second())).toEqual(['c1*', 'c2']);
  });

  it('leaves ended ones out beside an active one, and answers for an ended one that is alone', () => {
    expect(seen(order(), coverage({ status: 'cancelled', order: 1 }), second({ order: 2 }))).toEqual(['c2*']);
    expect(seen(order(), coverage({ status: 'cancelled' }))).toEqual(['c1*']);
  });

  it('of an order that contains its coverage: that one', () => {
    const inquiry = read(order({ insurance: [{ reference: '#c' }], contained: [coverage({ id: 'c' })] }));
    expect(inquiry.coverages).toMatchObject([{ reference: '#c', focal: true }]);
    expect(echoOf({ inquiry }).coverages).toEqual([{ reference: { type: 'Coverage', identifier: { value: 'M-1' } } }]);
  });

  it('of a request: those it lists, in its order', () => {
    const insurance = [
      { coverage: { reference: 'Coverage/c2' } },
      { focal: true, coverage: { reference: 'Coverage/c1' } },
    ];
    const inquiry = read(
      bundle(eligibility({ insurance }), coverage(), second(), second({ id: 'c3' }), payer()),
      'eligibility',
    );
    expect(inquiry.coverages.map(({ reference, focal }) => [reference, focal])).toEqual([
      ['Coverage/c2', false],
      ['Coverage/c1', true],
    ]);
    expect(echoOf({ inquiry }).coverages).toEqual([
      { reference: { reference: 'Coverage/c2' } },
      { reference: { reference: 'Coverage/c1' } },
    ]);
  });

  it('of a request that lists none: all of the message', () => {
    const { insurance: _none, ...bare } = eligibility();
    expect(read(bundle(bare, coverage(), second(), payer()), 'eligibility').coverages).toHaveLength(2);
  });

  it('of a claim: by sequence, the focal one marked', () => {
    const insurance = [
      { sequence: 2, focal: false, coverage: { reference: 'Coverage/c2' } },
      { sequence: 1, focal: true, coverage: { reference: 'Coverage/c1' }, preAuthRef: ['A-1', 'A-2'] },
    ];
    const inquiry = read(bundle(claim({ insurance }), coverage(), second(), payer()), 'claim');
    expect(inquiry.coverages.map(({ reference }) => reference)).toEqual(['Coverage/c1', 'Coverage/c2']);
    expect(inquiry.preAuthRefs).toEqual(['A-1', 'A-2']);
  });

  it.each([
    ['an order', order({ insurance: [{ reference: 'Coverage/gone' }] }), 'assess'],
    ['a request', eligibility(), 'eligibility'],
    ['a claim', claim(), 'claim'],
  ] as const)('named by %s but elsewhere is said, not guessed', (_who, message, endpoint) => {
    expect(read(message, endpoint)).toMatchObject({ coverages: [], warnings: [NAMED_OUTSIDE] });
  });
});

describe('the insurer of a request', () => {
  const inquiry = (insurer: object, ...more: readonly object[]) =>
    read(bundle(eligibility({ insurer }), coverage(), payer(), ...more), 'eligibility');

  it('is not repeated where it is the payer of the coverage', () => {
    expect(inquiry({ reference: 'Organization/payer' }).coverages[0]?.insurer).toBeUndefined();
    expect(inquiry({ reference: 'Organization/unknown' }).coverages[0]?.insurer).toBeUndefined();
  });

  it('is added beside a different payer', () => {
    const other = inquiry(
      { reference: 'Organization/other' },
      payer({ id: 'other', name: 'Other', identifier: undefined }),
    );
    expect(other.coverages[0]?.insurer).toEqual({ identifiers: [], name: 'Other' });
    expect(echoOf({ inquiry: other })).toMatchObject({
      insurer: { reference: 'Organization/other' },
      insurerDisplay: 'Other',
    });
  });
});
