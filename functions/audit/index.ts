import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { auditRead } from './audit-read.ts';
import { auditSearch } from './audit-search.ts';
import { provenanceSearch } from './provenance-search.ts';

/** By the name their routes call them. */
export const handlers = { 'audit-read': auditRead, 'audit-search': auditSearch, 'provenance-search': provenanceSearch };
export const handler = httpEntry(handlers);
