import { BOUNDS } from '../../../core/model/bounds.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openSearch, type PageAsked, type SearchValues } from '../../read/search/open-search.ts';

const QUEUES = ['open', 'closed'] as const;

/** What `GET $reviews` asks for. */
interface QueueAsked {
  readonly queue: (typeof QUEUES)[number];
  /** An empty name is nobody. */
  readonly assignees?: readonly string[];
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

/** Parameters of `GET $reviews`. */
export const readQueueAsked = (values: SearchValues): Result<QueueAsked> => {
  const { one, page, problems } = openSearch(values, ['state', 'assignee']);
  const queue = one('state', readQueue) ?? 'open';
  const assignees = one('assignee', readNames);
  return problems.length ? refused(...problems) : ok({ queue, page, ...(assignees ? { assignees } : {}) });
};
