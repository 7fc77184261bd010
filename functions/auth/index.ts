import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { keySet } from './key-set.ts';
import { session } from './session.ts';
import { smartConfiguration } from './smart-configuration.ts';
import { token } from './token.ts';

/** By the name their routes call them. */
export const handlers = { token, 'key-set': keySet, session, 'smart-configuration': smartConfiguration };
export const handler = httpEntry(handlers);
