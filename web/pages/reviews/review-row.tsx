import type { ReviewRow as Row } from '../../../client/index.ts';
import { DueClock } from '../../parts/due-clock.tsx';
import { ago } from '../../words/dates.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { RequestPill } from './state-tag.tsx';

const text = enReviews.reviews;

const Tags = ({ expedited, trial }: Pick<Row, 'expedited' | 'trial'>) => (
  <>
    {expedited ? <span class="tag is-urgent">{text.expedited}</span> : null}
    {trial ? <span class="tag">{text.trial}</span> : null}
  </>
);

/** One request of the queue; the whole of it is behind its link. */
export const ReviewRow = ({ row }: { readonly row: Row }) => {
  const { id, patient, test, items, requester, state, due, dueSays = '', assignee, received, waitsFor } = row;
  return (
    <tr class="review">
      <th scope="row" class="r-patient">
        <a href={`/review#${encodeURIComponent(id)}`} aria-keyshortcuts="Enter">
          {patient?.name ?? text.noName}
        </a>
      </th>
      <td class="r-clock small">{due ? <DueClock clock={{ kind: 'payer', due, says: dueSays }} /> : null}</td>
      <td class="r-test">
        {test} <span class="muted small num">{items.flatMap(({ codes }) => codes.slice(0, 1)).join(', ')}</span>
      </td>
      <td class="r-state">
        <RequestPill state={state} /> <Tags {...row} />
        {waitsFor.flatMap((one) =>
          one === 'decision'
            ? []
            : [
                <span key={one} class="tag">
                  {text.work[one]}
                </span>,
              ],
        )}
      </td>
      <td class="r-from muted">{requester}</td>
      <td class="r-who small">{assignee ?? <span class="muted">{text.nobody}</span>}</td>
      <td class="r-when small muted num">{ago(received)}</td>
    </tr>
  );
};
