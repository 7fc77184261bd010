import { describe, expect, test } from 'vitest';
import { answerInquiry, type CoverageCase, otherDatesOf, overallAdvice } from '../../shared/core/answer/answer.ts';
import { ADVICE } from '../../shared/core/model/advice.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import { known } from '../../shared/core/model/facts.ts';
import type { Inquiry, ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import { covered, message, TODAY } from '../support/messages.ts';
import { bundle, isTrue, program } from '../support/rules.ts';
import { codebook } from '../support/service-lines.ts';

const CAN = program({ supports: [isTrue('canExercise')] });
const required = bundle({ programs: [CAN] });
const free = bundle({ programs: [CAN], priorAuth: 'not-required' });
const answer = (inquiry: Inquiry, ...coverages: readonly CoverageCase[]) =>
  answerInquiry(inquiry, coverages, codebook, TODAY);
const short = (inquiry: Inquiry, coverage: CoverageCase) => {
  const given = answer(inquiry, coverage);
  const lines = given.coverages[0]?.determinations.map(({ role, advice, row }) => `${role} ${row} ${advice}`);
  return [given.advice, ...(lines ?? [])];
};
const claim = { claimType: 'professional', providerGroup: 'g' } as const;

describe('the whole message', () => {
  test('takes the first word of the list of advice, whatever the order of lines', () => {
    for (const [index, word] of ADVICE.entries()) {
      expect(overallAdvice([...ADVICE.slice(index)].reverse())).toBe(word);
      expect(overallAdvice([word])).toBe(word);
    }
  });
  test('of lines that differ', () => {
    const inquiry = message(['78452', ['93350', { serviceDate: '2026-05-13' }]]);
    const approvals = {
      '': [
        {
          number: 'A',
          decision: 'approved',
          codes: ['93350'],
          end: '2026-06-01',
          source: 'claim',
          receivedAt: '',
        } satisfies Approval,
      ],
    };
    expect(short(inquiry, covered(required, { approvals }))).toEqual([
      'fix-authorization',
      'test D5 fix-authorization',
      'test D6 proceed-authorized',
    ]);
  });
  test('a line that is no business of ours gives no word beside a test', () => {
    expect(short(message(['78452', '94621'], { facts: { canExercise: known(true) } }), covered(required))).toEqual([
      'pa-likely-approve',
      'test D13 pa-likely-approve',
      'other D4b ask-plan',
    ]);
  });
  test('only such lines: said so', () => {
    const given = answer(message(['94621']), covered(free));
    expect([given.advice, given.disposition]).toEqual([
      'ask-plan',
      'This is not a cardiac stress test; nothing is held for it here. Ask the plan.',
    ]);
  });
  test('a line without a billing code is not said to be something else', () => {
    const says = (part: Partial<ServiceFacts>) => answer(message([['94621', { codes: [], ...part }]]), covered(free));
    expect(says({ ordered: [{ code: 'TMT' }] }).disposition).toBe(
      'The ordered code is none of the cardiac stress tests known here. Ask the plan.',
    );
    expect(says({ ordered: [] }).disposition).toBe(
      'No code says which test is ordered; words are not read. Ask the plan.',
    );
  });
  test('no lines: whether the coverage is in force', () => {
    expect(answer(message([]), covered(free)).disposition).toBe('The coverage is in force.');
    const ended = covered(free);
    const verdict = { ...ended.verdict, inForce: 'no', reason: 'no-active-coverage', says: 'It ended.' } as const;
    expect(answer(message([]), { ...ended, verdict })).toMatchObject({
      advice: 'no-active-coverage',
      disposition: 'It ended.',
    });
  });
  test('an approval never makes a line of other things authorized', () => {
    const approvals = {
      '': [{ number: 'A', decision: 'approved', codes: [], source: 'claim', receivedAt: '' } satisfies Approval],
    };
    expect(short(message(['94621']), covered(required, { approvals }))[0]).toBe('ask-plan');
  });
});

describe('companions', () => {
  test('take the word and the columns of their image', () => {
    const inquiry = message(['78452', '93017', 'A9500'], { facts: { canExercise: known(true) } });
    const [lead, ecg, tracer] = answer(inquiry, covered(required)).coverages[0]?.determinations ?? [];
    expect([lead, ecg, tracer].map((one) => [one?.role, one?.lead, one?.advice, one?.state, one?.row])).toEqual([
      ['test', undefined, 'pa-likely-approve', 'required', 'D13'],
      ['companion', 1, 'pa-likely-approve', 'required', 'D13'],
      ['companion', 1, 'pa-likely-approve', 'required', 'D13'],
    ]);
    expect([ecg?.codes, ecg?.line, ecg?.group, tracer?.group]).toEqual([['93017'], 2, 'ecg', undefined]);
    expect(tracer?.criteria).toEqual(lead?.criteria);
  });
  test('keep their own coding findings, and their lead keeps its word', () => {
    const inquiry = message(
      ['78452-26', '93017'],
      { dialect: 'claim', use: 'predetermination' },
      { ...claim, placeOfService: '22' },
    );
    const [overall, lead, ecg] = short(inquiry, covered(free));
    expect(overall).toBe('fix-coding');
    expect(lead).toContain('proceed-no-pa');
    expect(ecg).toBe('companion D2 fix-coding');
  });
  test('take what the rest of the decision table says where only their lead must be recoded', () => {
    const inquiry = message(
      ['78452', '93018'],
      { dialect: 'claim', use: 'predetermination' },
      { ...claim, placeOfService: '22' },
    );
    expect(short(inquiry, covered(free))).toEqual(['fix-coding', 'test D2 fix-coding', 'companion D16 proceed-no-pa']);
  });
  test('alone ask for their test', () => {
    const given = answer(message(['A9500']), covered(free));
    expect(short(message(['A9500']), covered(free))).toEqual(['ask-plan', 'companion D7 ask-plan']);
    expect(given.disposition).toContain('does not name');
  });
  test('follow their lead out of coverage', () => {
    const ended = covered(free);
    const verdict = { ...ended.verdict, inForce: 'no', reason: 'no-active-coverage' } as const;
    expect(short(message(['78452', 'A9500']), { ...ended, verdict })).toEqual([
      'no-active-coverage',
      'test D1a no-active-coverage',
      'companion D1a no-active-coverage',
    ]);
  });
});

describe('a line that must be recoded', () => {
  test('says what the rest would be, and asks nothing a fact could not change', () => {
    const inquiry = message(
      ['78452'],
      { dialect: 'claim', use: 'predetermination' },
      { ...claim, placeOfService: '22' },
    );
    const [one] = answer(inquiry, covered(required)).coverages[0]?.determinations ?? [];
    expect(one).toMatchObject({ advice: 'fix-coding', onceRecoded: 'pa-pend-info', missing: [], wouldChange: [] });
    expect(one?.reasons[0]).toContain('26');
  });
});

describe('dates', () => {
  test('each line is judged under the coverage and rules of its own date', () => {
    const ended = { ...covered(free).verdict, inForce: 'no', reason: 'no-active-coverage', says: 'It ended.' } as const;
    const coverage = covered(free, { otherDates: { '2026-06-01': { verdict: ended, bundle: free } } });
    const inquiry = message(
      [
        ['78452', { serviceDate: '2026-05-12' }],
        ['93350', { serviceDate: '2026-06-01' }],
      ],
      {
        facts: { canExercise: known(true) },
      },
    );
    expect(short(inquiry, coverage)).toEqual([
      'no-active-coverage',
      'test D17 proceed-no-pa',
      'test D1a no-active-coverage',
    ]);
    expect(answer(inquiry, coverage).disposition).toContain('It ended.');
  });
  test('which other dates there are', () => {
    const { lines } = message([
      ['78452', { serviceDate: '2026-05-12' }],
      ['93350', { serviceDate: '2026-06-01' }],
      '93015',
    ]);
    expect(otherDatesOf(lines, TODAY)).toEqual(['2026-06-01']);
  });
  test('a date that is missing is asked for, last', () => {
    const { serviceDate: _, ...line } = message(['78452']).lines[0]!;
    const [one] = answer({ ...message([]), lines: [line] }, covered(required)).coverages[0]?.determinations ?? [];
    expect(one?.missing.map(({ fact }) => fact)).toEqual(['canExercise', 'serviceDate']);
    expect([one?.serviceDate, one?.serviceDateAssumed]).toEqual([TODAY, true]);
  });
});

describe('several coverages', () => {
  const second = covered(free, {
    verdict: {
      ...covered().verdict,
      coverage: { reference: 'Coverage/2', status: 'active', focal: false },
      payers: ['other'],
    },
  });
  test('each has its own answer, the first gives the word', () => {
    const given = answer(message(['78452'], { facts: { canExercise: known(true) } }), covered(required), second);
    expect(given.coverages.map(({ advice }) => advice)).toEqual(['pa-likely-approve', 'proceed-no-pa']);
    expect(given.advice).toBe('pa-likely-approve');
  });
  test('an approval counts only under the coverage it was given for', () => {
    const approved: Approval = {
      payer: 'payer',
      number: 'A',
      decision: 'approved',
      codes: ['78452'],
      end: '2026-06-01',
      source: 'portal',
      receivedAt: '2026-05-01',
    };
    const approvals = { o1: [approved] };
    const inquiry = message([['78452', { order: 'o1' }]], { facts: { canExercise: known(true) } });
    const given = answer(inquiry, covered(required, { approvals }), { ...second, bundle: required, approvals });
    expect(given.coverages.map(({ advice }) => advice)).toEqual(['proceed-authorized', 'pa-likely-approve']);
  });
  test('and only for its order, unless it belongs to the message', () => {
    const approved: Approval = {
      number: 'A',
      decision: 'approved',
      codes: [],
      end: '2026-06-01',
      source: 'portal',
      receivedAt: '2026-05-01',
    };
    const inquiry = message([
      ['78452', { order: 'o1' }],
      ['93350', { order: 'o2', serviceDate: '2026-05-13' }],
    ]);
    const rows = (approvals: CoverageCase['approvals']) =>
      answer(inquiry, covered(required, { approvals })).coverages[0]?.determinations.map(({ row }) => row);
    expect(rows({ o1: [approved] })).toEqual(['D6', 'D11']);
    expect(rows({ '': [approved] })).toEqual(['D6', 'D6']);
  });
});
