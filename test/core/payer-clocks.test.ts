import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payerClocks, type RequestedOf } from '../../shared/core/authorization/payer-clocks.ts';
import { PLAN_TYPES, type PlanType } from '../../shared/core/model/facts.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { codebook } from '../support/service-lines.ts';

const inUtc = (instant: string) => instant.slice(0, 10);
type Asked = Partial<RequestedOf> & { readonly on?: string; readonly planType?: PlanType };
const clocks = ({ on = '2026-11-25', planType, ...asked }: Asked) => {
  const at = `${on}T15:00:00.000Z`;
  return payerClocks(
    { planTypes: planType ? [planType] : [], receivedAt: at, completeAt: at, ...asked },
    codebook,
    inUtc,
  );
};
const told = (asked: Asked) =>
  clocks(asked).map(({ due, onlyIf, ifLate }) => [due, onlyIf, ifLate].filter(Boolean).join(' | '));

describe('the rule in force when the payer received the request', () => {
  test.each<[string, Asked, readonly string[]]>([
    [
      'Medicare Advantage, the last day of 2025',
      { planType: 'medicare-advantage', on: '2025-12-31' },
      ['2026-01-14 | counts-as-denied'],
    ],
    ['and the first of 2026', { planType: 'medicare-advantage', on: '2026-01-01' }, ['2026-01-08 | counts-as-denied']],
    [
      'expedited only where a clinician says so',
      { planType: 'medicare-advantage', expedited: true },
      ['2026-11-28T15:00:00.000Z | counts-as-denied'],
    ],
    ['Medicaid, nothing before 2026', { planType: 'medicaid', on: '2025-12-31' }, []],
    ['and seven days since', { planType: 'medicaid' }, ['2026-12-02']],
    [
      'a managed plan in 2026, by when its contract year began',
      { planType: 'medicaid-managed', on: '2026-03-02' },
      [
        '2026-03-09 | the plan’s contract year began in 2026 | counts-as-denied',
        '2026-03-16 | the plan’s contract year began before 2026 | counts-as-denied',
      ],
    ],
    [
      'and since 2027 in any case',
      { planType: 'medicaid-managed', on: '2027-01-04' },
      ['2027-01-11 | counts-as-denied'],
    ],
    [
      'Medicaid, of which kind nobody knows',
      { planTypes: ['medicaid', 'medicaid-managed'], on: '2027-01-04' },
      [
        '2027-01-11 | it is Medicaid without a managed care plan',
        '2027-01-11 | it is a Medicaid managed care plan | counts-as-denied',
      ],
    ],
    ['an exchange plan is outside the federal seven days', { planType: 'exchange' }, ['2026-12-10']],
    ['an employer’s plan', { planType: 'commercial' }, ['2026-12-10']],
    ['no clock for whom none is held', { planType: 'medicare' }, []],
    ['nor where nobody knows the kind of plan', {}, []],
    ['nor for a federal employee', { planType: 'commercial', kinds: ['federal-employees'] }, []],
    [
      'North Dakota, funding not known: both',
      { planType: 'commercial', state: 'ND' },
      ['2026-12-02 | the plan is fully insured | deemed-approved', '2026-12-10 | the plan is self-funded'],
    ],
    [
      'fully insured',
      { planType: 'commercial', state: 'ND', funding: 'fully-insured' },
      ['2026-12-02 | deemed-approved'],
    ],
    ['self-funded', { planType: 'commercial', state: 'ND', funding: 'self-funded' }, ['2026-12-10']],
    [
      'before the law',
      { planType: 'commercial', state: 'ND', funding: 'fully-insured', on: '2025-12-31' },
      ['2026-01-15'],
    ],
    ['an exchange plan is insured', { planType: 'exchange', state: 'ND' }, ['2026-12-02 | deemed-approved']],
    [
      'Washington, way of asking and funding not known',
      { planType: 'commercial', state: 'WA' },
      [
        '2026-11-30 | the plan is fully insured and it was asked electronically',
        '2026-11-30 | the plan is fully insured and it was not asked electronically',
        '2026-12-10 | the plan is self-funded',
      ],
    ],
    [
      'electronically, without the holidays',
      { planType: 'exchange', state: 'WA', channel: 'electronic', on: '2026-11-24' },
      ['2026-11-29'],
    ],
    ['otherwise with them', { planType: 'exchange', state: 'WA', channel: 'other', on: '2026-11-24' }, ['2026-11-29']],
    [
      'an expedited one, electronically',
      { planType: 'exchange', state: 'WA', channel: 'electronic', expedited: true },
      ['2026-11-26'],
    ],
    [
      'of two laws the shorter binds: Arizona’s five days do not lengthen 72 hours',
      { planType: 'exchange', state: 'AZ', expedited: true },
      ['2026-11-28T15:00:00.000Z'],
    ],
    [
      'Nebraska before 2028',
      { planType: 'exchange', state: 'NE', expedited: true, on: '2027-12-31' },
      ['2028-01-03T15:00:00.000Z | deemed-approved'],
    ],
    [
      'and since',
      { planType: 'exchange', state: 'NE', expedited: true, on: '2028-01-03' },
      ['2028-01-05T15:00:00.000Z | deemed-approved'],
    ],
    ['Alabama by business days over Thanksgiving', { planType: 'exchange', state: 'AL' }, ['2026-11-30']],
    ['Alaska from 2027 on', { planType: 'exchange', state: 'AK' }, ['2026-12-10']],
    ['', { planType: 'exchange', state: 'AK', on: '2027-01-04' }, ['2027-01-07T15:00:00.000Z | deemed-approved']],
    ['Texas compensation, with its own holidays', { planType: 'workers-comp', state: 'TX' }, ['2026-12-02']],
    [
      'has no shorter clock before the test',
      { planType: 'workers-comp', state: 'TX', expedited: true },
      ['2026-12-02'],
    ],
    ['compensation elsewhere', { planType: 'workers-comp', state: 'CA' }, []],
  ])('%s', (_, asked, expected) => {
    expect(told(asked)).toEqual(expected);
  });
  test('from the complete request where the rule counts so, else from receipt', () => {
    const [receivedAt, completeAt] = ['2026-06-01T15:00:00.000Z', '2026-06-05T15:00:00.000Z'];
    expect(told({ planType: 'exchange', state: 'NE', receivedAt, completeAt })).toEqual([
      '2026-06-12 | deemed-approved',
    ]);
    expect(told({ planType: 'exchange', state: 'ND', receivedAt, completeAt })).toEqual([
      '2026-06-08 | deemed-approved',
    ]);
  });
  test('an extension is told beside the day, never instead of it', () => {
    expect(clocks({ planType: 'medicare-advantage' })).toMatchObject([{ due: '2026-12-02', extendedTo: '2026-12-16' }]);
  });
});

const STATES = ['AL', 'AK', 'AR', 'AZ', 'CA', 'ND', 'NE', 'TX', 'WA'] as const;
const anyAsked = fc.record({
  planType: fc.constantFrom(...PLAN_TYPES),
  state: fc.constantFrom(undefined, ...STATES),
  expedited: fc.boolean(),
  on: fc.constantFrom('2025-12-31', '2026-01-01', '2026-07-06', '2026-12-31', '2027-01-04', '2028-02-29'),
});

test('every kind of coverage and payer the tables name is held', () => {
  const kinds = codebook.decisionClocks.flatMap(({ notKinds = [] }) => notKinds);
  expect(kinds.filter((id) => !codebook.planKind(id))).toEqual([]);
  const held = new Set(loadRules().payers.map(({ id }) => id));
  const duties = [...codebook.continuityRules('2026-11-30'), ...codebook.exemptionPrograms];
  expect(duties.flatMap(({ payers = [] }) => payers).filter((id) => !held.has(id))).toEqual([]);
});

describe('properties', () => {
  test('no clock is by a rule that was not in force at receipt, or that nobody read', () => {
    fc.assert(
      fc.property(anyAsked, (asked) => {
        for (const { rule, level, says } of clocks(asked)) {
          const found = codebook.decisionClocks.find(({ id }) => id === rule);
          expect(found && found.from <= asked.on && asked.on <= (found.to ?? '9999')).toBe(true);
          expect([level, found?.retrieved !== '', found?.source !== '']).toEqual([found?.evidence, true, true]);
          expect(['verified', 'secondary']).toContain(level);
          expect(says).toContain(found?.cite);
        }
      }),
    );
  });
  test('what is not known gives what each of its values gives, and nothing else', () => {
    fc.assert(
      fc.property(anyAsked, (asked) => {
        const dues = (more: Asked) => clocks({ ...asked, ...more }).map(({ rule, due }) => `${rule} ${due}`);
        const all = (['fully-insured', 'self-funded'] as const).flatMap((funding) =>
          (['electronic', 'other'] as const).flatMap((channel) =>
            dues({ channel, ...(asked.planType === 'exchange' ? {} : { funding }) }),
          ),
        );
        expect(new Set(dues({}))).toEqual(new Set(all));
      }),
    );
  });
  test('a clinician’s statement never makes it later', () => {
    fc.assert(
      fc.property(anyAsked, (asked) => {
        const [slow] = clocks({ ...asked, expedited: false });
        const [fast] = clocks({ ...asked, expedited: true });
        expect((fast?.due.slice(0, 10) ?? '') <= (slow?.due.slice(0, 10) ?? '')).toBe(true);
      }),
    );
  });
});
