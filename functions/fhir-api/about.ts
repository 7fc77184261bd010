import { definitionRead } from './definition-read.ts';
import { definitionSearch } from './definition-search.ts';
import { health } from './health.ts';
import { metadata } from './metadata.ts';

/** What the service says of itself: nothing about a patient. */
export const about = { health, metadata, 'definition-read': definitionRead, 'definition-search': definitionSearch };
