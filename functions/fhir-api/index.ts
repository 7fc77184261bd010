import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { assess } from './assess.ts';
import { authorizationStatus } from './authorization-status.ts';
import { bookable } from './bookable.ts';
import { claimCheck } from './claim-check.ts';
import { coverageMap } from './coverage-map.ts';
import { definitionRead } from './definition-read.ts';
import { definitionSearch } from './definition-search.ts';
import { eligibilitySubmit } from './eligibility-submit.ts';
import { health } from './health.ts';
import { metadata } from './metadata.ts';
import { recordDecision } from './record-decision.ts';
import { responseRead } from './response-read.ts';
import { responseSearch } from './response-search.ts';
import { taskRead } from './task-read.ts';
import { taskSearch } from './task-search.ts';
import { worklist } from './worklist.ts';

const about = { health, metadata, 'definition-read': definitionRead, 'definition-search': definitionSearch };
const asks = { assess, 'eligibility-submit': eligibilitySubmit, 'claim-check': claimCheck, bookable, worklist };
const answers = { 'response-read': responseRead, 'response-search': responseSearch, 'coverage-map': coverageMap };
const tasks = { 'authorization-status': authorizationStatus, 'task-read': taskRead, 'task-search': taskSearch };
/** By the name their routes call them. */
export const handlers = { ...about, ...asks, ...answers, ...tasks, 'record-decision': recordDecision };
export const handler = httpEntry(handlers);
