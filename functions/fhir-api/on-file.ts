import { authorizationStatus } from './authorization-status.ts';
import { responseRead } from './response-read.ts';
import { responseSearch } from './response-search.ts';
import { taskRead } from './task-read.ts';
import { taskSearch } from './task-search.ts';

/** What is read as it stands: small, and there from the start. */
export const onFile = {
  'authorization-status': authorizationStatus,
  'response-read': responseRead,
  'response-search': responseSearch,
  'task-read': taskRead,
  'task-search': taskSearch,
};
