import type { Handler } from '../../shared/handlers/handler.ts';
import { pageNames, readPage } from '../../shared/handlers/pages/pages-folder.ts';
import { introduce, writeLlms } from '../../shared/handlers/pages/write-llms.ts';
import { answer, notHere } from '../../shared/handlers/reply.ts';

const KEPT = { 'cache-control': 'public, max-age=300' };

export const llms: Handler = async (_request, { config }) => {
  const pages = pageNames().map((name) => introduce(name, readPage(name)));
  return answer(writeLlms(config.PUBLIC_URL, pages), { ...KEPT, 'content-type': 'text/plain; charset=utf-8' });
};

export const page: Handler = async ({ params: { page: asked = '' } }) => {
  const name = pageNames().find((one) => one === asked);
  return name ? answer(readPage(name), { ...KEPT, 'content-type': 'text/markdown; charset=utf-8' }) : notHere('page');
};
