import type { Assessment } from '../core/assessment.ts';
import type { Inquiry } from '../core/inquiry.ts';
import { type AssessPorts, attemptAssessment } from './attempt-assessment.ts';
import type { Caller } from './caller.ts';
import { retryRace } from './retry-race.ts';

/**
 * Answers a message and, where it holds orders, brings their records up to date: one BatchGet, one BatchWrite, one
 * conditional Put an order. A lost race loads again and decides again; nothing is half-written, since everything put
 * before the head is harmless without it.
 */
export const assess = (inquiry: Inquiry, caller: Caller, ports: AssessPorts): Promise<Assessment> =>
  retryRace(async () => (await attemptAssessment(inquiry, caller, ports))?.assessment);
