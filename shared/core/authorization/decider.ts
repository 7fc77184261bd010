import { nextStepOf } from '../decide/next-action.ts';
import { compact } from '../model/compact.ts';
import { withBooking } from './booking.ts';
import { stepWhenCancelled } from './cancelled-step.ts';
import { type CoverageCheck, underCheck } from './coverage-check.ts';
import { deadlineName } from './deadline.ts';
import type {
  Answered,
  AuthorizationCommand,
  AuthorizationEvent,
  AuthorizationLife,
  AuthorizationProblem,
  Guidance,
  OnFile,
} from './life.ts';
import { isUnauthorized } from './record-action.ts';
import { withRequest } from './request-standing.ts';
import { type Granted, isGranted, standingOf } from './standing.ts';

type Decision = AuthorizationEvent | { readonly problem: AuthorizationProblem };
type Answer = Extract<AuthorizationCommand, { readonly kind: 'answer' }>;
type Passed = Extract<AuthorizationCommand, { readonly kind: 'pass-deadlines' }>;

/** Announced deadlines kept; no current one is older. */
const REMEMBERED = 20;

type Lapsed = Extract<Answered, { readonly state: 'expired' }>;

/** A lapsed approval is no longer one to book on, whatever day was ordered. */
const lapse = ({ approvals, approval, window, beside }: Granted): Lapsed | undefined =>
  window.end === undefined
    ? undefined
    : {
        state: 'expired',
        approvals,
        approval,
        ...(beside ? { beside } : {}),
        window: { ...window, end: window.end },
        advice: 'fix-authorization',
        bookable: 'no',
        nextStep: 'Ask the payer to extend the approval or for a new one: it ended unused.',
      };

const guidanceAfter = ({ determination, order, approvals }: Answer, before: OnFile | undefined): Guidance => {
  const { advice, bookable } = determination;
  if (order.withdrawn) return { advice, bookable: 'no', nextStep: stepWhenCancelled({ ...before, approvals }).says };
  const { payerAwaits } = determination;
  if (!order.performed)
    return { advice, bookable, nextStep: nextStepOf(determination).says, ...(payerAwaits ? { payerAwaits } : {}) };
  const nextStep = isUnauthorized(determination) ? order.retroSays : 'Nothing: the test has been done.';
  return { advice, bookable: 'no', nextStep };
};

const decisionCount = ({ approvals, beside }: Pick<Answer, 'approvals' | 'beside'>): number =>
  approvals.length + (beside?.count ?? 0);

/** As answered, unless the order or its approval has ended: answering again revives neither. */
const decideAnswer = (life: AuthorizationLife, command: Answer): Decision => {
  const { what, determination, approvals, beside, order } = command;
  const before = life.state === 'none' ? undefined : life;
  if (before && decisionCount(command) < decisionCount(before)) return { problem: 'decision-lost' };
  const { approval, approvalWindow: window } = determination;
  const state = order.withdrawn ? 'cancelled' : determination.state;
  const standing = standingOf({ state, approvals, approval, window, beside });
  if (!standing) return { problem: 'no-payer-decision' };
  const name = deadlineName({ kind: 'approval-ended', ...(window?.end ? { due: window.end } : {}) });
  const lapsed = isGranted(standing) && before?.told?.includes(name) ? lapse(standing) : undefined;
  return {
    what: order.withdrawn && before?.state !== 'cancelled' ? 'order-cancelled' : what,
    answered: underCheck(lapsed ?? { ...standing, ...guidanceAfter(command, before) }, unheld(command.coverage)),
  };
};

const decidePassed = (life: OnFile, { deadlines, nextStep }: Passed): Decision => {
  const names = deadlines.map(deadlineName);
  const told = [...names, ...(life.told ?? [])].slice(0, REMEMBERED);
  if (!deadlines.some(({ kind }) => kind === 'approval-ended'))
    return { what: 'deadline-passed', told, ...(nextStep ? { nextStep } : {}) };
  const lapsed = isGranted(life) ? lapse(life) : undefined;
  return lapsed ? { what: 'deadline-passed', told, lapsed } : { problem: 'no-approval-to-end' };
};

/** A new answer is what is withheld, not the one before it. */
const unheld = (check: CoverageCheck | undefined): CoverageCheck | undefined => {
  if (!check) return undefined;
  const { withheld: _before, ...rest } = check;
  return rest;
};

/** What an earlier check withheld stays known to the next. */
const withBefore = ({ coverage }: OnFile, check: CoverageCheck): CoverageCheck =>
  coverage?.withheld ? { ...check, withheld: coverage.withheld } : check;

/**
 * The event of a command, or why it is refused. Orders and payer decisions may change in any direction, also by late
 * messages; but no deadline approves, no visit decides, and no payer state exists without a payer decision.
 */
const decide = (life: AuthorizationLife, command: AuthorizationCommand): Decision => {
  if (command.kind === 'answer') return decideAnswer(life, command);
  if (life.state === 'none') return { problem: 'not-on-file' };
  switch (command.kind) {
    case 'record-visit':
      return { what: 'visit-recorded', bookings: withBooking(life.bookings, command.booking) };
    case 'check-visits':
      return { what: 'visit-checked', bookings: command.bookings };
    case 'check-coverage': {
      const { advice, bookable, nextStep } = life;
      return {
        what: 'coverage-checked',
        guidance: underCheck({ advice, bookable, nextStep }, withBefore(life, command.check)),
      };
    }
    case 'follow-up':
      return { what: 'follow-up-recorded', desk: command.desk };
    case 'note-request': {
      const requests = withRequest(life.requests, command.request);
      const nextStep = command.isOrderCancelled
        ? stepWhenCancelled({ ...life, requests }).says
        : command.request.nextStep;
      return { what: 'request-changed', requests, ...(nextStep ? { nextStep } : {}) };
    }
    case 'pass-deadlines':
      return decidePassed(life, command);
  }
};

/** The authorization after an event; visits, the desk's part and announced deadlines are kept through every answer. */
const evolve = (life: AuthorizationLife, event: AuthorizationEvent): OnFile => {
  if ('answered' in event) {
    const { bookings, desk, told, requests } = life.state === 'none' ? {} : life;
    return { ...event.answered, ...compact({ bookings, desk, told, requests }) };
  }
  if (life.state === 'none') throw new Error(`Nothing is on file: ${event.what} cannot be the first event.`);
  if ('guidance' in event) return { ...life, ...event.guidance };
  if ('desk' in event) return { ...life, desk: event.desk };
  if ('requests' in event) {
    const { requests, nextStep = life.nextStep } = event;
    return { ...life, requests, nextStep };
  }
  if ('bookings' in event) return { ...life, bookings: event.bookings };
  const { told, lapsed, nextStep } = event;
  return lapsed ? { ...life, ...lapsed, told } : { ...life, told, ...(nextStep ? { nextStep } : {}) };
};

const initialState: AuthorizationLife = { state: 'none' };

/** The authorization lifecycle as commands, events and states; pure. */
export const authorizationDecider = { decide, evolve, initialState };
