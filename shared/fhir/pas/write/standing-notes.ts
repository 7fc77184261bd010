import { isUndecided, type ReviewItem } from '../../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import { notesOf } from './item-notes.ts';

const extensionNote = ({ history }: ReviewRequest): readonly string[] =>
  history
    .flatMap((event) =>
      event.kind === 'extended' ? [`The time to decide was extended to ${event.dueAt}: ${event.says}`] : [],
    )
    .slice(-1);

/** What is said of an item: of its state, and of what was asked for since. */
export const itemNotes = (request: ReviewRequest, item: ReviewItem): readonly string[] => {
  const { appeal, peerToPeer } = request;
  const isAppealed = appeal?.sequences.includes(item.sequence);
  const until = appeal?.due ? ` It is due ${appeal.due}.` : '';
  return [
    ...notesOf(item.state),
    ...(isUndecided(item) ? extensionNote(request) : []),
    ...(isAppealed ? [`An appeal is being reviewed; the decision stands until it is decided.${until}`] : []),
    ...(peerToPeer?.sequences.includes(item.sequence) ? ['A conversation with a reviewer was asked for.'] : []),
  ];
};
