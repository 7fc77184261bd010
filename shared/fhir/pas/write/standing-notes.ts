import { isUndecided, type ReviewItem } from '../../../core/authorization/review-item.ts';
import { adverseAct, appealLevel, openAppealOf } from '../../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import { notesOf } from './item-notes.ts';

const extensionNote = ({ history }: ReviewRequest): readonly string[] =>
  history
    .flatMap((event) =>
      event.kind === 'extended' ? [`The time to decide was extended to ${event.dueAt}: ${event.says}`] : [],
    )
    .slice(-1);

const APPEAL_TURNS: ReadonlySet<string> = new Set(['appealed', 'appeal-withdrawn', 'reviewed', 'confirmed']);
const isAbout = (event: ReviewRequest['history'][number], sequence: number): boolean =>
  ('sequences' in event && event.sequences.includes(sequence)) ||
  ('items' in event && event.items.some((one) => one.sequence === sequence));

/** Nothing came of its last appeal, and nothing was decided of it since. */
const isTakenBack = ({ history }: ReviewRequest, { sequence, state }: ReviewItem): boolean =>
  adverseAct(state) !== undefined &&
  history.findLast((event) => APPEAL_TURNS.has(event.kind) && isAbout(event, sequence))?.kind === 'appeal-withdrawn';

/** What is said of an item: of its state, and of what was asked for since. */
export const itemNotes = (request: ReviewRequest, item: ReviewItem): readonly string[] => {
  const { appeal, peerToPeer } = request;
  const isAppealed = appeal?.sequences.includes(item.sequence);
  const due = openAppealOf(request, item.sequence)?.due ?? appeal?.due;
  const until = due ? ` It is due ${due}.` : '';
  return [
    ...notesOf(item.state),
    ...(isUndecided(item) ? extensionNote(request) : []),
    ...(isAppealed
      ? [
          `${appealLevel(item) === 2 ? 'A second-level appeal' : 'An appeal'} is being reviewed; the decision stands until it is decided.${until}`,
        ]
      : []),
    ...(isTakenBack(request, item) ? ['An appeal was taken back; the decision stands.'] : []),
    ...(peerToPeer?.sequences.includes(item.sequence) ? ['A conversation with a reviewer was asked for.'] : []),
  ];
};
