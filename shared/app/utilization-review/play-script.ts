import {
  isOut,
  memberOfScript,
  type Outage,
  type PayerScript,
  type ScriptedMember,
  scriptedState,
} from '../../core/authorization/payer-script.ts';
import type { ItemState } from '../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { Rejection, SubmittedRequest } from '../../core/model/message/submitted-request.ts';
import type { Tenant } from '../ports/ports.ts';

/** A part of the script, and the script it is from. */
export interface Scripted {
  readonly script: PayerScript;
  readonly member: ScriptedMember;
}

/** What the script of a sandbox has for a request. Where answers count there is no script, whatever the settings say. */
export const scriptFor = (
  { testMode, utilizationReview }: Pick<Tenant, 'testMode' | 'utilizationReview'>,
  { isTest, parties }: Pick<ReviewRequest, 'isTest' | 'parties'>,
): Scripted | undefined => {
  const script = isTest && !utilizationReview?.authority ? testMode?.payerScript : undefined;
  const member = script && memberOfScript(script, parties.memberIds);
  return script && member ? { script, member } : undefined;
};

/** Which part of the exchange is lost now. */
export const lostNow = (scripted: Scripted | undefined, at: string): Outage['loses'] | undefined => {
  const outage = scripted?.member.outage;
  return outage && isOut(outage, at) ? outage.loses : undefined;
};

/** What the script says of each item, in place of the rules. */
export const playedAnswer = (
  { member }: Scripted,
  items: SubmittedRequest['items'],
  at: { readonly number: string; readonly today: string },
): { readonly rejections: readonly Rejection[]; readonly states: readonly ItemState[] } => {
  const { answer } = member;
  if (answer.is === 'rejected') {
    const { is: _is, ...rejection } = answer;
    return { rejections: [rejection], states: [] };
  }
  return { rejections: [], states: items.map(({ days }) => scriptedState(member, { ...at, days })) };
};
