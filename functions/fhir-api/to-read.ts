import { definitionRead } from './definition-read.ts';
import { definitionSearch } from './definition-search.ts';
import { llms } from './llms.ts';
import { metadata } from './metadata.ts';
import { openapi } from './openapi.ts';
import { page } from './page.ts';

/** What tells programs and their authors of this API: nothing about a patient. */
export const toRead = {
  metadata,
  'definition-read': definitionRead,
  'definition-search': definitionSearch,
  openapi,
  llms,
  page,
};
