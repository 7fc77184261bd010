import type { ScriptedAct } from '../../core/authorization/payer-script.ts';
import { isUndecided } from '../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { Scripted } from './play-script.ts';
import type { RequestCommand } from './review-command.ts';

/** Who a scripted act is recorded by: two persons are two agents. */
const AGENT = 'sandbox-script';
const SECOND_AGENT = 'sandbox-script-second';

const firstOpen = ({ items }: ReviewRequest): readonly number[] =>
  items
    .filter(isUndecided)
    .slice(0, 1)
    .map(({ sequence }) => sequence);

/** A scripted act as the act of its reviewer. */
export const scriptedCommand = (
  act: ScriptedAct,
  { script, member }: Scripted,
  request: ReviewRequest,
): { readonly command: RequestCommand; readonly agent: string } => {
  const { says } = act;
  const second = { reviewer: script.secondReviewer ?? script.reviewer, agent: SECOND_AGENT };
  const first = { reviewer: script.reviewer, agent: AGENT };
  if ('does' in act) {
    if (act.does === 'extend')
      return { command: { kind: 'extend', reviewer: first.reviewer, says }, agent: first.agent };
    if (act.does === 'confirm')
      return {
        command: { kind: 'sign', outcome: 'confirmed', reviewer: second.reviewer, says },
        agent: second.agent,
      };
    const outcome = act.outcome ?? 'unchanged';
    return { command: { kind: 'close-peer', outcome, reviewer: first.reviewer, says }, agent: first.agent };
  }
  const { reviewer, agent } = act.bySecond ? second : first;
  const command: RequestCommand = {
    kind: 'decide',
    reviewer,
    says,
    decision: act.decision,
    reasons: act.reasons ?? [],
    criteria: act.criteria ?? [],
    evidence: act.evidence ?? [],
    script: member.id,
    ...(act.firstOnly ? { items: firstOpen(request) } : {}),
    lacksInformation: act.lacksInformation ?? false,
    ...(act.authorized ? { authorized: act.authorized } : {}),
  };
  return { command, agent };
};
