import { httpEntry, loadedLater } from '../../shared/lambda/http-entry.ts';
import { authorizationStatus } from './authorization-status.ts';
import { coverageMap } from './coverage-map.ts';
import { definitionRead } from './definition-read.ts';
import { definitionSearch } from './definition-search.ts';
import { health } from './health.ts';
import { metadata } from './metadata.ts';
import { responseRead } from './response-read.ts';
import { responseSearch } from './response-search.ts';
import { taskRead } from './task-read.ts';
import { taskSearch } from './task-search.ts';

const assess = loadedLater(() => import('./assess.ts'), 'assess');
const submit = loadedLater(() => import('./eligibility-submit.ts'), 'eligibilitySubmit');
const claimCheck = loadedLater(() => import('./claim-check.ts'), 'claimCheck');
const bookable = loadedLater(() => import('./bookable.ts'), 'bookable');
const worklist = loadedLater(() => import('./worklist.ts'), 'worklist');
const worklistDays = loadedLater(() => import('./worklist-days.ts'), 'worklistDays');
const answer = loadedLater(() => import('./answer.ts'), 'answer');
const decision = loadedLater(() => import('./record-decision.ts'), 'recordDecision');
const followUp = loadedLater(() => import('./follow-up.ts'), 'followUp');
const openapi = loadedLater(() => import('./openapi.ts'), 'openapi');
const llms = loadedLater(() => import('./pages.ts'), 'llms');
const page = loadedLater(() => import('./pages.ts'), 'page');
const about = { health, metadata, 'definition-read': definitionRead, 'definition-search': definitionSearch };
const asks = {
  assess,
  'eligibility-submit': submit,
  'claim-check': claimCheck,
  bookable,
  worklist,
  'worklist-days': worklistDays,
};
const answers = { 'response-read': responseRead, 'response-search': responseSearch, 'coverage-map': coverageMap };
const tasks = { 'authorization-status': authorizationStatus, 'task-read': taskRead, 'task-search': taskSearch };
const toRead = { openapi, llms, page };
export const handlers = {
  ...about,
  ...toRead,
  ...asks,
  ...answers,
  ...tasks,
  answer,
  'record-decision': decision,
  'follow-up': followUp,
};
export const handler = httpEntry(handlers);
