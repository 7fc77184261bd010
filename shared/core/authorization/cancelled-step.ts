import type { NextStep } from '../decide/next-action.ts';
import type { Approval } from '../model/approval.ts';
import { MACHINE_CHANNELS } from '../model/channel.ts';
import { sameNumber } from '../model/keys/plain-number.ts';
import type { AuthorizationRecord } from './authorization.ts';
import { countingDecisions } from './payer-decisions.ts';
import type { RequestNote } from './request-standing.ts';
import { unitsDone } from './visits.ts';

type Cancelled = Partial<Pick<AuthorizationRecord, 'requests' | 'approvals' | 'bookings'>>;

const isOpen = ({ state }: RequestNote): boolean => state === 'sent' || state === 'acknowledged' || state === 'pended';

const isMachine = ({ channel }: RequestNote): boolean => MACHINE_CHANNELS.some((kind) => kind === channel);

const GRANTS: ReadonlySet<Approval['decision']> = new Set(['approved', 'partial']);
const ASKED: ReadonlySet<Approval['decision']> = new Set(['pended', 'appealed']);
const ENDS: ReadonlySet<Approval['decision']> = new Set(['cancelled', 'denied', 'not-required']);

/** Without an authorization number it ends whatever was decided before. */
const endedBy =
  ({ number, receivedAt }: Approval) =>
  (later: Approval): boolean =>
    ENDS.has(later.decision) &&
    later.receivedAt > receivedAt &&
    (later.number === undefined || later.numberKind !== undefined || sameNumber(later.number, number));

/** A person was told so: no message of ours takes it back. */
const isByHand = ({ requested, source }: Approval, requests: readonly RequestNote[]): boolean =>
  requested === undefined && ((source !== 'payer' && source !== 'x12-278') || !requests.some(isMachine));

/**
 * What the payer still holds of an order, told to a person by phone, portal, fax or letter: its approvals, else the newest word on a
 * request. Empty once any of it was used.
 */
export const heldByHand = ({ approvals = [], requests = [], bookings }: Cancelled): readonly Approval[] => {
  if (unitsDone(bookings) > 0) return [];
  const held = countingDecisions(approvals).filter((one) => isByHand(one, requests) && !approvals.some(endedBy(one)));
  const granted = held.filter(({ decision }) => GRANTS.has(decision));
  return granted.length ? granted : held.filter(({ decision }) => ASKED.has(decision)).slice(-1);
};

const KIND = { case: 'case', 'call-reference': 'call reference' } as const;
/** Numbers said in a sentence. */
const MOST_NUMBERS = 3;

const thing = (held: readonly Approval[]): string => {
  const isGranted = held.some(({ decision }) => GRANTS.has(decision));
  const numbers = held.flatMap(({ number, numberKind }) =>
    number === undefined ? [] : numberKind ? `${KIND[numberKind]} ${number}` : number,
  );
  const quoted = numbers.slice(0, MOST_NUMBERS).join(', ');
  const more = numbers.length > MOST_NUMBERS ? ' and more' : '';
  const what = isGranted ? 'authorization' : 'request';
  return quoted ? `${what} ${quoted}${more}` : `the ${what}`;
};

const tellPayer = (held: readonly Approval[]): NextStep => ({
  code: 'tell-payer',
  says: `Tell the payer that ${thing(held)} is not needed any more, unless another order uses it: this order is cancelled. Then record it as cancelled.`,
});

/** What a cancelled order leaves to do: the payer goes on with what nobody takes back. */
export const stepWhenCancelled = (order: Cancelled): NextStep => {
  const { requests = [] } = order;
  const open = requests.filter(isOpen);
  if (open.some(({ isWithdrawal }) => !isWithdrawal))
    return {
      code: 'withdraw-request',
      says: 'Withdraw the request: the order is cancelled, and the payer may still be working on it.',
    };
  if (open.length)
    return { code: 'wait-for-payer', says: 'Wait: the withdrawal of the request is with the payer, unconfirmed.' };
  const refused = requests.find(({ state, isWithdrawal }) => state === 'failed' && isWithdrawal);
  if (refused?.nextStep !== undefined) return { code: 'ask-plan', says: refused.nextStep };
  const held = heldByHand(order);
  return held.length ? tellPayer(held) : { code: 'none', says: 'Nothing: the order is cancelled.' };
};
