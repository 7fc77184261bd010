import type {
  AskedAgain,
  OpenAppeal,
  PastEvent,
  Proposal,
  RequestEvent,
} from '../../core/authorization/request-events.ts';
import { isUndecided, type ReviewItem } from '../../core/authorization/review-item.ts';
import { adverseAct, appealOver } from '../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';

type Recoursing = Pick<ReviewRequest, 'items' | 'proposals' | 'appeal' | 'peerToPeer' | 'reconsider' | 'history'>;

const left = (asked: AskedAgain | undefined, stays: (sequence: number) => boolean): AskedAgain | undefined => {
  const sequences = (asked?.sequences ?? []).filter(stays);
  return asked && sequences.length ? { ...asked, sequences } : undefined;
};

const askedBy = ({
  at,
  by,
  says,
  sequences,
}: Extract<RequestEvent, { kind: 'peer-to-peer-requested' }>): AskedAgain => ({
  at,
  by,
  says,
  sequences,
});

/** A signature is for what the first reviewer saw: whatever comes from the requester sets the decision back. */
const isFromRequester = ({ kind }: RequestEvent): boolean =>
  kind === 'updated' || kind === 'documented' || kind === 'cancelled' || kind === 'withdrawn';

const proposalsAfter = (
  before: readonly Proposal[],
  event: RequestEvent,
  stays: (sequence: number) => boolean,
): readonly Proposal[] => {
  if (isFromRequester(event)) return [];
  const proposed = event.kind === 'proposed' ? event.items.map(({ sequence }) => sequence) : [];
  const returned = event.kind === 'returned' || event.kind === 'appeal-withdrawn' ? event.sequences : [];
  const kept = before.flatMap((one): readonly Proposal[] => {
    const items = one.items.filter(
      ({ sequence }) => stays(sequence) && !proposed.includes(sequence) && !returned.includes(sequence),
    );
    return items.length ? [{ ...one, items }] : [];
  });
  return event.kind === 'proposed' ? [...kept, { at: event.at, by: event.by, items: event.items }] : kept;
};

const appealAfter = (
  { appeal, history }: Recoursing,
  event: RequestEvent,
  stays: (sequence: number) => boolean,
): OpenAppeal | undefined => {
  const gone = event.kind === 'appeal-withdrawn' ? event.sequences : [];
  const before = (appeal?.sequences ?? []).filter((one) => stays(one) && !gone.includes(one));
  const made: readonly PastEvent[] = event.kind === 'appealed' ? [event] : [];
  const added = event.kind === 'appealed' ? event.sequences : [];
  return appealOver([...history, ...made], [...before, ...added]);
};

/** What is still asked for after an event: an item that was decided, changed or cancelled meanwhile is not. */
export const recourseAfter = (
  before: Recoursing,
  event: RequestEvent,
  items: readonly ReviewItem[],
): Pick<ReviewRequest, 'proposals' | 'appeal' | 'peerToPeer' | 'reconsider'> => {
  const now = new Map(items.map(({ sequence, state }) => [sequence, state]));
  const was = new Map(before.items.map(({ sequence, state }) => [sequence, state]));
  const stays = (sequence: number): boolean => now.has(sequence) && now.get(sequence) === was.get(sequence);
  const matters = (sequence: number): boolean => {
    const state = now.get(sequence);
    return state !== undefined && (isUndecided({ state }) || adverseAct(state) !== undefined);
  };
  const proposals = proposalsAfter(before.proposals ?? [], event, stays);
  const appeal = appealAfter(before, event, stays);
  const asked = event.kind === 'peer-to-peer-requested' ? askedBy(event) : left(before.peerToPeer, matters);
  const peerToPeer = event.kind === 'peer-to-peer-closed' ? undefined : asked;
  const opened = event.kind === 'peer-to-peer-closed' && event.outcome === 'reconsider' ? event.sequences : [];
  const reconsider = [...new Set([...(before.reconsider ?? []).filter(stays), ...opened])];
  return {
    ...(proposals.length ? { proposals } : {}),
    ...(appeal ? { appeal } : {}),
    ...(peerToPeer ? { peerToPeer } : {}),
    ...(reconsider.length ? { reconsider } : {}),
  };
};
