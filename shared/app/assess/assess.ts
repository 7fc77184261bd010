import type { Assessment } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { askPayers } from './ask-payers.ts';
import { type AssessPorts, attemptAssessment } from './attempt-assessment.ts';
import { retryRace } from './retry-race.ts';

export type AskingPorts = AssessPorts & Pick<Ports, 'payerGateway' | 'log'>;

/**
 * Asks the payer where possible, answers a message and updates the records of its orders: one BatchGet, one BatchWrite,
 * one conditional Put per order. A lost race loads and decides again; nothing is half-written, since everything put
 * before the head has no effect without it.
 */
export const assess = async (inquiry: Inquiry, caller: Caller, ports: AskingPorts): Promise<Assessment> => {
  const confirmed = await askPayers(inquiry, caller, ports);
  return retryRace(async () => (await attemptAssessment(confirmed, caller, ports))?.assessment);
};
