import { authorizationStatus } from './authorization-status.ts';
import { channelMap } from './channel-map.ts';
import { coverageMap } from './coverage-map.ts';
import { responseRead } from './response-read.ts';
import { responseSearch } from './response-search.ts';
import { taskRead } from './task-read.ts';
import { taskSearch } from './task-search.ts';

/** What is read as it stands: small, and there from the start. */
export const onFile = {
  'authorization-status': authorizationStatus,
  'channel-map': channelMap,
  'coverage-map': coverageMap,
  'response-read': responseRead,
  'response-search': responseSearch,
  'task-read': taskRead,
  'task-search': taskSearch,
};
