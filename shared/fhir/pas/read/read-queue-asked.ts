import { REVIEW_WORK, type ReviewWork } from '../../../core/authorization/review-recourse.ts';
import { BOUNDS } from '../../../core/model/bounds.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openSearch, type PageAsked, type SearchValues } from '../../read/search/open-search.ts';

const QUEUES = ['open', 'closed'] as const;

/** What `GET $reviews` asks for. */
interface QueueAsked {
  readonly queue: (typeof QUEUES)[number];
  /** An empty name is nobody. */
  readonly assignees?: readonly string[];
  readonly waiting?: readonly ReviewWork[];
  readonly page: PageAsked;
}

const readQueue = (given: string, at: string): Result<QueueAsked['queue']> => {
  const queue = QUEUES.find((one) => one === given);
  return queue ? ok(queue) : refused({ code: 'value', says: `Must be ${QUEUES.join(' or ')}.`, expression: at });
};

const readNames = (given: string, at: string): Result<readonly string[]> =>
  given.length > BOUNDS.nameCharacters
    ? refused({ code: 'value', says: 'Must be the names of those who have it.', expression: at })
    : ok(given.split(',').map((name) => name.trim()));

const readWork = (given: string, at: string): Result<readonly ReviewWork[]> => {
  const words = given.slice(0, BOUNDS.nameCharacters).split(',');
  const known = REVIEW_WORK.filter((one) => words.includes(one));
  return known.length === words.length
    ? ok(known)
    : refused({ code: 'value', says: `Must be of ${REVIEW_WORK.join(', ')}.`, expression: at });
};

/** Parameters of `GET $reviews`. */
export const readQueueAsked = (values: SearchValues): Result<QueueAsked> => {
  const { one, page, problems } = openSearch(values, ['state', 'assignee', 'waiting']);
  const queue = one('state', readQueue) ?? 'open';
  const assignees = one('assignee', readNames);
  const waiting = one('waiting', readWork);
  return problems.length
    ? refused(...problems)
    : ok({ queue, page, ...(assignees ? { assignees } : {}), ...(waiting ? { waiting } : {}) });
};
