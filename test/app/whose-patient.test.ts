import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { judgeCoverages } from '../../shared/app/assess/cover.ts';
import { resolvePayers } from '../../shared/app/assess/resolve-payers.ts';
import type { Member } from '../../shared/app/ports/authorization-store.ts';
import { answerInquiry } from '../../shared/core/answer/answer.ts';
import type { Answer } from '../../shared/core/model/assessment.ts';
import { openRuleBook } from '../../shared/lambda/rule-book.ts';
import { context, read } from '../fhir/read-support.ts';
import { PAYER_SYSTEM, TENANT } from '../support/app-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { ADVANTAGE, type Asked, COMMERCIAL, type Insured, MEDICARE, submitMessage } from '../support/insured.ts';

/** The tests may share a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const rules = openRuleBook(PAYER_SYSTEM);
const { codebook } = context;

/** Reader, rosters and core together, without stores. */
const answerTo = (message: Part, members: readonly Member[] = []): Answer => {
  const inquiry = read(message, 'eligibility');
  const resolved = resolvePayers(inquiry, rules);
  const cases = judgeCoverages(inquiry, resolved, members, {}, TENANT, { rules, codebook }, '2026-06-01');
  return answerInquiry(inquiry, cases, codebook, '2026-06-01');
};
const answered = (all: readonly Insured[], asked: Asked = {}) => answerTo(submitMessage(all, asked));
const isYes = ({ coverages }: Answer) => coverages[0]?.determinations.some(({ bookable }) => bookable === 'yes');

const MEDICAID: Insured = { id: 'medicaid', payor: 'Medicaid', type: 'Medicaid' };
/** Under each of these alone a treadmill test may be booked, or the plan is asked. */
const FIRST: readonly Insured[] = [
  MEDICARE,
  { id: 'railroad', payor: 'Railroad Medicare', type: 'Medicare' },
  { id: 'part-b', payor: 'Medicare Part B' },
  ADVANTAGE,
  { id: 'uhc-ma', payor: 'UnitedHealthcare', type: 'Medicare Advantage' },
  { id: 'uhc', payor: 'UnitedHealthcare', type: 'Commercial' },
  COMMERCIAL,
  MEDICAID,
];
const ORDERS = [undefined, 1, 2, 3];
const PERIODS = [{}, { start: '2026-01-01' }, { end: '2026-12-31' }, { start: '2026-06-15', end: '2026-06-15' }];
const placed = (all: readonly Insured[]) =>
  fc
    .record({
      one: fc.constantFrom(...all),
      order: fc.constantFrom(...ORDERS),
      period: fc.constantFrom(...PERIODS),
    })
    .map(({ one, order, period }): Insured => ({ ...one, ...(order ? { order } : {}), ...period }));
const some = fc.uniqueArray(placed(FIRST), { minLength: 1, maxLength: 3, selector: ({ id }) => id });

/** Plans that replace what Medicare or Medicaid would pay, named in every way a chart names them. */
const REPLACING: readonly Insured[] = [
  { id: 'r', payor: 'Cigna', type: 'Medicare Advantage HMO' },
  { id: 'r', payor: 'Nobody Knows It', typeCode: ['https://nahdo.org/sopt', '119'] },
  { id: 'r', payor: 'Kaiser', type: 'Medicare cost plan' },
  { id: 'r', payor: 'On Lok', type: 'PACE program' },
  { id: 'r', payor: 'Medicare', type: 'Medicare', plan: 'Gold PPO' },
  { id: 'r', payor: 'Aetna', typeCode: ['https://codesystem.x12.org/005010/1032', '16'] },
  { id: 'r', payor: 'Molina Dual Options', type: 'Medicare-Medicaid Plan' },
];
const COMPLEMENTARY: readonly Insured[] = [
  { id: 's', payor: 'AARP', type: 'Medigap Plan G' },
  { id: 's', payor: 'UnitedHealthcare', type: 'Medicare Supplement' },
  { id: 's', payor: 'Medicaid', type: 'Medicaid' },
  { id: 's', payor: 'TRICARE', type: 'TRICARE for Life' },
  { id: 's', payor: 'Aetna', type: 'Retiree plan' },
  { id: 's', payor: 'SilverScript', type: 'Medicare Part D' },
  { id: 's', payor: 'Delta', type: 'Dental' },
];
const firstKinds = ({ coverages }: Answer) => coverages[0]?.verdict.coverage?.reference.split('/').at(-1) ?? '';
const IN_PUBLIC = new Set(['medicare', 'railroad', 'part-b', 'advantage', 'uhc-ma']);

describe('whatever else the message holds', () => {
  test('an active plan that replaces the first coverage never leaves a yes', () => {
    fc.assert(
      fc.property(some, placed(REPLACING), fc.boolean(), (all, plan, isFocal) => {
        const before = answered(all);
        fc.pre(IN_PUBLIC.has(firstKinds(before)));
        const lists = all.map(({ id }) => id);
        const focal = firstKinds(before);
        const asked = isFocal ? { lists, focal } : {};
        const after = answered([...all, plan], asked);
        expect(isYes(after), JSON.stringify(after.disposition)).toBe(false);
        const ofMedicare = after.coverages.filter(({ verdict: { payers } }) =>
          payers.some((id) => /medicare/.test(id)),
        );
        expect(ofMedicare.map(({ determinations: [line] }) => line?.bookable)).not.toContain('yes');
      }),
      { numRuns: 80 },
    );
  });

  test('one that pays after it, or none on that day, changes nothing about the first answer', () => {
    const other = fc.oneof(
      placed(COMPLEMENTARY),
      placed(REPLACING).map((one): Insured => ({ ...one, start: '2020-01-01', end: '2026-06-14' })),
      placed(REPLACING).map((one): Insured => ({ ...one, status: 'cancelled' })),
      placed(REPLACING).map((one): Insured => ({ ...one, status: 'entered-in-error' })),
    );
    fc.assert(
      fc.property(placed(FIRST.slice(0, 3)), other, (one, second) => {
        const [before, after] = [answered([one]), answered([one, second])];
        const told = ({ coverages: [first] }: Answer) =>
          first?.determinations.map(({ warnings: _warnings, ...rest }) => ({ ...rest }));
        expect(firstKinds(after)).toBe(one.id);
        expect(told(after)).toEqual(told(before));
        expect(after.disposition).toBe(before.disposition);
      }),
      { numRuns: 80 },
    );
  });

  test('the place in the message changes nothing', () => {
    const pool = fc.uniqueArray(placed([...FIRST, ...REPLACING, ...COMPLEMENTARY]), {
      minLength: 2,
      maxLength: 4,
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(
        pool.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length }))),
        ([all, shuffled]) => {
          const told = ({ coverages, disposition }: Answer) => [
            disposition,
            coverages.map(({ verdict, determinations }) => [verdict.coverage?.reference, determinations]),
          ];
          expect(told(answered(shuffled))).toEqual(told(answered(all)));
          const lists = (some: readonly Insured[]) => ({ lists: some.map(({ id }) => id) });
          expect(told(answered(shuffled, lists(shuffled)))).toEqual(told(answered(all, lists(all))));
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe('a payer’s own answer', () => {
  const confirmed = (all: readonly Insured[], id: string, inForce: boolean, others?: object) => {
    const inquiry = read(submitMessage(all), 'eligibility');
    const coverages = inquiry.coverages.map((one) =>
      one.reference.endsWith(`/${id}`) ? { ...one, confirmed: { inForce, on: '2026-06-15', ...others } } : one,
    );
    const known = { ...inquiry, coverages };
    const cases = judgeCoverages(known, resolvePayers(known, rules), [], {}, TENANT, { rules, codebook }, '2026-06-01');
    return answerInquiry(known, cases, codebook, '2026-06-01');
  };
  const both = [
    { ...MEDICARE, order: 2 },
    { ...ADVANTAGE, order: 1 },
  ];
  test('that the plan’s membership is in force settles it for the plan, not for Medicare', () => {
    const answer = confirmed(both, 'advantage', true);
    expect(answer.coverages[0]?.verdict).toMatchObject({ payers: ['humana-medicare-advantage'] });
    expect(answer.coverages[0]?.verdict.conflict).toBeUndefined();
    expect(answer.coverages[1]?.determinations[0]?.advice).toBe('ask-plan');
  });
  test('that it is not in force leaves Medicare alone', () => {
    expect(confirmed(both, 'advantage', false)).toMatchObject({ advice: 'proceed-no-pa' });
  });
  test('of Medicare does not settle it: it goes on listing members of a plan', () => {
    const first = both.map((one) => ({ ...one, order: one.id === 'medicare' ? 1 : 2 }));
    expect(confirmed(first, 'medicare', true).advice).toBe('ask-plan');
  });
  test.each([
    ['a plan by its kind', { codings: [{ system: 'https://nahdo.org/sopt', code: '112' }], texts: [], payor: [] }, /./],
    ['a plan by its name', { codings: [], texts: ['Medicare Advantage HMO'], payor: [] }, /Medicare Advantage/],
    ['a coverage of no known kind', { codings: [], texts: ['Gold Plus'], payor: [] }, /Gold Plus/],
  ])('that names %s beside Medicare is asked about', (_what, words, says) => {
    const answer = confirmed([{ ...MEDICARE, order: 1 }], 'medicare', true, { others: [words] });
    expect(answer.advice).toBe('ask-plan');
    expect(answer.disposition).toMatch(says);
  });
  test.each(['Medicare Part B', 'Medicare Part A', 'Medicaid', 'Medigap'])(
    'that names %s beside Medicare is not',
    (name) => {
      const words = { codings: [], texts: [name], payor: [] };
      expect(confirmed([MEDICARE], 'medicare', true, { others: [words] }).advice).toBe('proceed-no-pa');
    },
  );
});

describe('a member number', () => {
  const row = { payer: 'humana-medicare-advantage', memberId: 'MBR-medicare', status: 'active' } as const;
  test('alone proves nothing: members of plans hold Medicare numbers', () => {
    const mbi: Insured = { ...ADVANTAGE, member: '1EG4TE5MK73' };
    expect(answered([mbi]).disposition).toBe(answered([ADVANTAGE]).disposition);
    expect(answered([{ ...MEDICARE, member: 'H12345678' }]).advice).toBe('proceed-no-pa');
  });
  test('on a plan’s roster is a membership', () => {
    expect(answerTo(submitMessage([MEDICARE]), [row])).toMatchObject({
      advice: 'ask-plan',
      disposition: expect.stringMatching(/Original Medicare and Humana Medicare Advantage.*roster.*CARC 24 or 109/),
    });
  });
  test.each<[string, Partial<Member>]>([
    ['that has ended', { end: '2026-06-14' }],
    ['that begins later', { start: '2026-06-16' }],
    ['that was terminated', { status: 'terminated' }],
    ['of somebody born on another day', { birthDate: '1960-01-01' }],
  ])('on a roster, %s, is none', (_what, more) => {
    expect(answerTo(submitMessage([MEDICARE]), [{ ...row, ...more }]).advice).toBe('proceed-no-pa');
  });
});

describe('siblings', () => {
  const insured = (all: readonly Insured[], asked: Asked = {}) => {
    const answer = answered(all, asked);
    return [firstKinds(answer), answer.advice];
  };
  test.each(['CMS', 'Noridian', 'Centers for Medicare & Medicaid Services'])(
    'payor %s with a network is a plan, not Medicare',
    (payor) => {
      expect(answered([{ id: 'm', payor, type: 'PPO' }]).advice).toBe('ask-plan');
      expect(answered([{ id: 'm', payor, type: 'Medicare' }]).advice).toBe('proceed-no-pa');
    },
  );
  test.each(['MCR ADV PPO', 'Medicare Rplcmt', 'Mcare HMO'])('type %s is a plan', (type) => {
    expect(answered([{ id: 'm', payor: 'Medicare', type }]).advice).toBe('ask-plan');
  });
  test('two payors of one coverage', () => {
    const message = submitMessage([MEDICARE]);
    const held = message.entry.find(({ resource }: Part) => resource.resourceType === 'Coverage').resource;
    held.payor.push({ display: 'Humana' });
    const answer = answerTo(message);
    expect([answer.advice, answer.disposition]).toEqual(['ask-plan', expect.stringMatching(/several payers.*109/)]);
  });
  test('Part A and Part B as two coverages are Medicare', () => {
    const parts = [
      { id: 'a', payor: 'Medicare Part A', order: 1 },
      { id: 'b', payor: 'Medicare Part B', order: 1 },
    ];
    expect(insured(parts)).toEqual(['b', 'proceed-no-pa']);
  });
  test('self-pay comes last, unless it is asked about', () => {
    const self: Insured = { id: 'a-self', payor: 'Self-pay', typeCode: ['https://nahdo.org/sopt', '81'] };
    expect(insured([self, { id: 'uhc-ma', payor: 'UnitedHealthcare', type: 'Medicare Advantage' }])[0]).toBe('uhc-ma');
    const asked = { lists: ['a-self', 'medicare'], focal: 'a-self' };
    expect(insured([self, MEDICARE], asked)[0]).toBe('a-self');
  });
  test('compensation beside Medicare: whether the test is for the accident is asked, unless the asker chose', () => {
    const accident: Insured = { id: 'wc', payor: 'Texas Mutual', type: 'Workers’ Compensation' };
    expect(answered([accident, MEDICARE]).disposition).toMatch(/which pays first/);
    const asked = { lists: ['medicare', 'wc'], focal: 'medicare' };
    expect(insured([accident, MEDICARE], asked)).toEqual(['medicare', 'proceed-no-pa']);
  });
  test('two commercial plans: by their order, by the asker’s choice, else asked', () => {
    const [a, b] = [COMMERCIAL, { id: 'uhc', payor: 'UnitedHealthcare', type: 'Commercial' }];
    expect(answered([a, b]).disposition).toMatch(/which pays first.*CARC 22/);
    expect(insured([a, { ...b, order: 1 }])[0]).toBe('uhc');
    expect(insured([a, b], { lists: ['group', 'uhc'], focal: 'uhc' })).toEqual(['uhc', 'proceed-no-pa']);
  });
});
