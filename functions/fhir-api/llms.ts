import type { Handler } from '../../shared/handlers/handler.ts';
import { pageNames, readPageText } from '../../shared/handlers/pages/pages-folder.ts';
import { introduce, writeLlms } from '../../shared/handlers/pages/write-llms.ts';
import { answer } from '../../shared/handlers/reply.ts';

const HEADERS = { 'cache-control': 'public, max-age=300', 'content-type': 'text/plain; charset=utf-8' };

export const llms: Handler = async (_request, { config }) => {
  const pages = pageNames().map((name) => introduce(name, readPageText(name)));
  return answer(writeLlms(config.PUBLIC_URL, pages), HEADERS);
};
