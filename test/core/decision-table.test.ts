import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/core/decide/decide.ts';
import { ADVICE_OF_ROW } from '../../shared/core/model/advice.ts';
import type { Determination } from '../../shared/core/model/determination.ts';
import { type LineParts, line, without } from '../support/rules.ts';
import { free, MET, rules, TABLE_ROWS } from '../support/table-rows.ts';

const columnsOf = (one: Determination) => ({
  row: one.row,
  advice: one.advice,
  covered: one.covered,
  pa: one.paNeeded ?? '-',
  docs: one.docNeeded.join() || '-',
  info: one.infoNeeded.join() || '-',
  required: one.authorizationRequired ?? '-',
  state: one.state,
  bookable: one.bookable,
  excluded: one.excluded ?? '-',
});
type Columns = ReturnType<typeof columnsOf>;
const columns = (text: string): Columns => {
  const [row, advice, covered, pa, docs, info, required, state, bookable, excluded] = text.trim().split(/\s+/);
  const flag = (word: string | undefined) => (word === 'true' ? true : word === 'false' ? false : '-');
  return {
    row: row as Determination['row'],
    advice: advice as Determination['advice'],
    covered: covered as Determination['covered'],
    pa: pa as Columns['pa'],
    docs: docs ?? '',
    info: info ?? '',
    required: flag(required),
    state: state as Determination['state'],
    bookable: bookable as Determination['bookable'],
    excluded: flag(excluded),
  };
};

describe('the decision table', () => {
  test.each(TABLE_ROWS)('%s', (_, parts, expected) => {
    expect(columnsOf(decide(line(parts)))).toEqual(columns(expected));
  });
  test('has a test for every row', () => {
    const names = 'D1a D1b D2 D3 D4a D4b D5 D6 D7 D8 D8b D9 D9b D10 D11 D12 D13 D14 D15 D16 D17'.split(' ');
    expect([...new Set(TABLE_ROWS.map(([, , text]) => text.split(' ')[0]))].sort()).toEqual(names.sort());
    expect(Object.keys(ADVICE_OF_ROW).sort()).toEqual(names.sort());
  });
  test.each(TABLE_ROWS)('%s: the advice is that of the row', (_, parts) => {
    const { row, advice } = decide(line(parts));
    expect(advice).toBe(ADVICE_OF_ROW[row]);
  });
});

describe('why a payer has no rule to go by', () => {
  const reasonFor = (verdict: object, more: LineParts = {}) =>
    decide(line({ ...more, verdict: { ...line().verdict, ...verdict } }));
  test.each<[string, object, string]>([
    ['not recognized', { payers: [] }, 'not recognized'],
    ['several', { payers: ['a', 'b'] }, 'a, b'],
    ['another than the request names', { wrongPayer: true }, 'another payer'],
    ['not confirmed', { inForce: 'unknown', says: 'Confirm first.' }, 'Confirm first.'],
  ])('%s', (_, verdict, says) => {
    const answer = reasonFor(verdict, { bundle: free(), facts: MET });
    expect([answer.row, answer.advice]).toEqual(['D7', 'ask-plan']);
    expect(answer.reasons.join()).toContain(says);
    expect(answer.authorizationRequired).toBeUndefined();
  });
});

describe('place and date that are not known', () => {
  const open = (name: 'placeOfService' | 'serviceDate', parts: LineParts) => decide(without(name, line(parts)));
  test('a place that could exempt leaves the need open and is asked for', () => {
    const answer = open('placeOfService', { bundle: rules(), facts: MET });
    expect([answer.row, answer.paNeeded, answer.infoNeeded, answer.authorizationRequired]).toEqual([
      'D13',
      'conditional',
      ['location'],
      true,
    ]);
  });
  test('where no setting is exempt it is not', () => {
    const { exemptSettings: _, ...strict } = rules().ruleset;
    const answer = open('placeOfService', { bundle: { ...rules(), ruleset: strict }, facts: MET });
    expect([answer.paNeeded, answer.infoNeeded]).toEqual(['auth-needed', []]);
  });
  test('nor where no authorization is needed', () => {
    expect(open('placeOfService', { bundle: free(), facts: MET }).infoNeeded).toEqual([]);
  });
  test('a date is asked for where authorization is needed, and today is said to be assumed', () => {
    const answer = open('serviceDate', { bundle: rules(), facts: MET });
    expect([answer.infoNeeded, answer.serviceDateAssumed]).toEqual([['timeframe'], true]);
    expect(answer.warnings.join()).toContain('today is assumed');
  });
});

test('the performer must ask where the policy says so', () => {
  const made = rules();
  const asks = {
    ...made.ruleset.policies.mpi,
    priorAuth: { ...made.ruleset.policies.mpi.priorAuth, asks: 'performer' as const },
  };
  const ruleset = { ...made.ruleset, policies: { ...made.ruleset.policies, mpi: asks } };
  expect(decide(line({ bundle: { ...made, ruleset }, facts: MET })).paNeeded).toBe('performpa');
});
