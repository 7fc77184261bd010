import type { Booking } from '../../shared/core/authorization/booking.ts';
import { authorizationDecider } from '../../shared/core/authorization/decider.ts';
import type { AuthorizationCommand, AuthorizationLife, OnFile } from '../../shared/core/authorization/life.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import type { AuthorizationState } from '../../shared/core/model/determination.ts';

const { decide, evolve, initialState } = authorizationDecider;

export const WINDOW = { start: '2026-06-10', end: '2026-07-09' };
export const word = (decision: Approval['decision'], number = 'N-1'): Approval => ({
  decision,
  number,
  codes: [],
  source: 'portal',
  receivedAt: '2026-06-01T12:00:00.000Z',
});
export const approval = word('approved');
export const booking = (more: Partial<Booking> = {}): Booking => ({
  appointment: 'v1',
  state: 'booked',
  lastUpdated: '2026-06-02T12:00:00.000Z',
  slot: { start: '2026-06-15T13:00:00.000Z', codes: [] },
  date: '2026-06-15',
  answer: 'yes',
  checkedOn: 'det-1',
  ...more,
});

type Answer = Extract<AuthorizationCommand, { readonly kind: 'answer' }>;
interface AnswerParts {
  readonly state?: AuthorizationState;
  readonly approvals?: readonly Approval[];
  readonly what?: Answer['what'];
  readonly order?: Partial<Answer['order']>;
  readonly more?: Partial<Answer['determination']>;
}
export const answer = ({
  state = 'required',
  approvals = [],
  what = 'assessed',
  order,
  more,
}: AnswerParts = {}): Answer => ({
  kind: 'answer',
  what,
  determination: { state, advice: 'pa-likely-approve', bookable: 'not-yet', ...more },
  approvals,
  order: { withdrawn: false, performed: false, retroSays: 'Ask the plan for a retro-authorization.', ...order },
});
export const APPROVED = {
  state: 'approved',
  approvals: [approval],
  what: 'decision-recorded',
  more: { advice: 'proceed-authorized', bookable: 'yes', approval, approvalWindow: WINDOW },
} as const;
export const ended = (due: string) => ({ kind: 'approval-ended', due, from: '2026-07-10' }) as const;
export const passed = (...deadlines: ReturnType<typeof ended>[]): AuthorizationCommand => ({
  kind: 'pass-deadlines',
  deadlines,
});

/** Commands one after the other from nothing on file; the last decision and where it leads. */
export const live = (...commands: readonly AuthorizationCommand[]) =>
  commands.reduce<{ readonly life: AuthorizationLife; readonly event?: ReturnType<typeof decide> }>(
    ({ life }, command) => {
      const event = decide(life, command);
      return { event, life: 'problem' in event ? life : evolve(life, event) };
    },
    { life: initialState },
  );
export const lifeAfter = (...commands: readonly AuthorizationCommand[]): OnFile => {
  const { life } = live(...commands);
  if (life.state === 'none') throw new Error('Nothing is on file.');
  return life;
};
