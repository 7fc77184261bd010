import { llms } from './llms.ts';
import { openapi } from './openapi.ts';
import { page } from './page.ts';

/** What tells programs and their authors of this API. */
export const toRead = { openapi, llms, page };
