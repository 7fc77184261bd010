import type { Handler } from '../../shared/handlers/handler.ts';
import { pageNames, readPageText } from '../../shared/handlers/pages/pages-folder.ts';
import { answer, notHere } from '../../shared/handlers/reply.ts';

const HEADERS = { 'cache-control': 'public, max-age=300', 'content-type': 'text/markdown; charset=utf-8' };

/** By the names that are there: no name of a caller is ever part of a path. */
export const page: Handler = async ({ params: { page: asked = '' } }) => {
  const name = pageNames().find((one) => one === asked);
  return name ? answer(readPageText(name), HEADERS) : notHere('page');
};
