import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { discovery } from './discovery.ts';
import { feedback } from './feedback.ts';
import { invoke } from './invoke.ts';

/** By the name their routes call them. */
export const handlers = { discovery, invoke, feedback };
export const handler = httpEntry(handlers);
