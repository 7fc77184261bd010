import { loadedLater } from '../../shared/lambda/http-entry.ts';

/** What tells programs and their authors of this API, each loaded by its first call. */
export const toRead = {
  openapi: loadedLater(() => import('./openapi.ts'), 'openapi'),
  llms: loadedLater(() => import('./llms.ts'), 'llms'),
  page: loadedLater(() => import('./page.ts'), 'page'),
};
