import { loadedLater } from '../../shared/handlers/loaded-later.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { warmUp } from '../../shared/lambda/warm-up.ts';
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

const about = { health, metadata, 'definition-read': definitionRead, 'definition-search': definitionSearch };
const answers = { 'response-read': responseRead, 'response-search': responseSearch, 'coverage-map': coverageMap };
const tasks = { 'authorization-status': authorizationStatus, 'task-read': taskRead, 'task-search': taskSearch };
/** What decides is half of the code, and no other call needs it. */
const decisions = {
  assess: loadedLater(() => import('./assess.ts'), 'assess'),
  'eligibility-submit': loadedLater(() => import('./eligibility-submit.ts'), 'eligibilitySubmit'),
  'claim-check': loadedLater(() => import('./claim-check.ts'), 'claimCheck'),
  bookable: loadedLater(() => import('./bookable.ts'), 'bookable'),
  worklist: loadedLater(() => import('./worklist.ts'), 'worklist'),
  answer: loadedLater(() => import('./answer.ts'), 'answer'),
  'record-decision': loadedLater(() => import('./record-decision.ts'), 'recordDecision'),
};
export const handlers = { ...about, ...answers, ...tasks, ...decisions };
export const handler = httpEntry(handlers);
await warmUp();
