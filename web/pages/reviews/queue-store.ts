import type { QueueFilters, ReviewRow } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { watchedList } from '../../state/watched-list.ts';

const ROWS = 50;

export const queue = watchedList<ReviewRow, QueueFilters>({
  look: (filters, etag) => api().reviews({ ...filters, count: ROWS }, etag),
  follow: (next) => api().nextReviews(next),
});
