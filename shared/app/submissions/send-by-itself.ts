import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { isMachine } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { changeSubmission } from './change-submission.ts';
import { prepareOn } from './prepare-request.ts';

/** Authorization is needed, the criteria look met, and no payer was asked or has said anything yet. */
const isDue = ({ state, advice, requests = [] }: AuthorizationRecord): boolean =>
  state === 'required' &&
  advice === 'pa-likely-approve' &&
  requests.every((one) => one.state === 'draft' || one.state === 'ready');

/** Prepares an order's request where its tenant has them sent without a person, and hands it over if nothing is missing. */
export const sendByItself = async (record: AuthorizationRecord, tenant: Tenant, ports: Ports): Promise<void> => {
  if (!tenant.submission?.byItself || !isDue(record)) return;
  const caller = { tenant, by: 'by-itself', receivedAt: clockFor(tenant, ports.clock).now() };
  const prepared = await prepareOn(record, {}, caller, ports);
  if (!prepared.ok || prepared.value.standing.state !== 'ready' || !isMachine(prepared.value.channel)) return;
  const { source, orderId, id } = prepared.value;
  const command = { kind: 'send', at: caller.receivedAt, by: caller.by } as const;
  await changeSubmission(tenant.id, { source, orderId }, id, () => command, ports);
};
