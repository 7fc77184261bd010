import type { ListedRequest, RequestPage } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { watchedList } from '../../state/watched-list.ts';

const ROWS = 20;

const pageOf = (page: RequestPage) => (page.unchanged ? page : { ...page, rows: page.requests });

export const exchanges = watchedList<ListedRequest, void>({
  look: async (_, etag) => pageOf(await api().allRequests({ count: ROWS }, etag)),
  follow: async (next) => pageOf(await api().nextRequests(next)),
});
