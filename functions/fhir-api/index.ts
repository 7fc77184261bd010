import { httpEntry, loadedLater } from '../../shared/lambda/http-entry.ts';
import { about } from './about.ts';
<<<<<<< HEAD
import { authorizationStatus } from './authorization-status.ts';
import { channelMap } from './channel-map.ts';
import { coverageMap } from './coverage-map.ts';
import { responseRead } from './response-read.ts';
import { responseSearch } from './response-search.ts';
import { taskRead } from './task-read.ts';
import { taskSearch } from './task-search.ts';
=======
import { onFile } from './on-file.ts';
>>>>>>> main

const asks = loadedLater(
  async () => (await import('./asks.ts')).asks,
  ['assess', 'eligibility-submit', 'claim-check', 'answer'],
);
const desk = loadedLater(
  async () => (await import('./desk.ts')).desk,
  ['bookable', 'follow-up', 'record-decision', 'worklist', 'worklist-days'],
);
<<<<<<< HEAD
const requests = loadedLater(
=======
const asking = loadedLater(
>>>>>>> main
  async () => (await import('./asking.ts')).asking,
  ['prepare-request', 'send-request', 'withdraw-request', 'requests', 'request-sheet'],
);
const toRead = loadedLater(async () => (await import('./to-read.ts')).toRead, ['openapi', 'llms', 'page']);
<<<<<<< HEAD
const answers = { 'response-read': responseRead, 'response-search': responseSearch, 'coverage-map': coverageMap };
const maps = { 'channel-map': channelMap };
const tasks = { 'authorization-status': authorizationStatus, 'task-read': taskRead, 'task-search': taskSearch };
export const handlers = { ...about, ...asks, ...answers, ...maps, ...tasks, ...desk, ...requests, ...toRead };
=======
export const handlers = { ...about, ...asks, ...onFile, ...desk, ...asking, ...toRead };
>>>>>>> main
export const handler = httpEntry(handlers);
