import { expect, test } from 'vitest';
import { stepWhenCancelled } from '../../shared/core/authorization/cancelled-step.ts';
import type { RequestNote } from '../../shared/core/authorization/request-standing.ts';
import type { Approval } from '../../shared/core/model/approval.ts';

const AT = '2026-05-02T00:00:00.000Z';
const told = (decision: Approval['decision'], more: Partial<Approval> = {}): Approval => ({
  decision,
  codes: [],
  source: 'portal',
  receivedAt: AT,
  ...more,
});
const request = (state: RequestNote['state'], channel: string): RequestNote => ({
  id: 'r1',
  version: 1,
  state,
  channel,
  at: AT,
});
const codeOf = (order: Parameters<typeof stepWhenCancelled>[0]): string => stepWhenCancelled(order).code;
const visit = (state: 'booked' | 'fulfilled') => ({
  appointment: 'a1',
  date: '2026-06-01',
  state,
  slot: { start: '2026-06-01T13:00:00Z', codes: [] },
  checkedOn: 'd1',
  answer: 'yes' as const,
  lastUpdated: AT,
});

test('a request carried to the portal and withdrawn here is still there until the payer was told', () => {
  const approvals = [told('pended')];
  expect(codeOf({ approvals, requests: [request('acknowledged', 'portal')] })).toBe('withdraw-request');
  expect(codeOf({ approvals, requests: [request('withdrawn', 'portal')] })).toBe('tell-payer');
});

test('what a machine was told is taken back by a machine, or left', () => {
  const requested = { performer: '1234567893' };
  const own = [request('decided', 'fhir-pas')];
  expect(codeOf({ approvals: [told('approved', { source: 'payer', requested })], requests: own })).toBe('none');
  expect(
    codeOf({ approvals: [told('pended', { source: 'payer' })], requests: [request('withdrawn', 'fhir-pas')] }),
  ).toBe('none');
  // Of a channel nobody wrote down, with no request of ours.
  expect(codeOf({ approvals: [told('approved', { source: 'payer' })] })).toBe('tell-payer');
  expect(codeOf({ approvals: [told('approved', { source: 'phone' })], requests: own })).toBe('tell-payer');
});

test('an approval that was used is the claim’s', () => {
  const approvals = [told('approved', { number: 'A-1' })];
  expect(codeOf({ approvals, bookings: [visit('booked')] })).toBe('tell-payer');
  expect(codeOf({ approvals, bookings: [visit('fulfilled')] })).toBe('none');
});

test('a later word of the payer counts, an earlier one does not', () => {
  const at = (day: number) => ({ receivedAt: `2026-05-0${day}T00:00:00.000Z` });
  expect(codeOf({ approvals: [told('approved', { ...at(3), number: 'A-1' }), told('denied', at(4))] })).toBe('none');
  expect(codeOf({ approvals: [told('denied', at(2)), told('approved', { ...at(3), number: 'A-1' })] })).toBe(
    'tell-payer',
  );
  expect(
    codeOf({
      approvals: [told('approved', { ...at(3), number: 'A-1' }), told('cancelled', { ...at(4), number: 'B-2' })],
    }),
  ).toBe('tell-payer');
});
