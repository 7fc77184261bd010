import { readFileSync } from 'node:fs';
import { assess } from '../../../shared/app/assess/assess.ts';
import { recordDecision } from '../../../shared/app/authorization/record-decision.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { readInquiry } from '../../../shared/handlers/read-inquiry.ts';
import { dayAfter } from '../day-after.ts';

const ORDER = new URL('approved-order.json', import.meta.url);
const NUMBER = 'SANDBOX-APPROVAL-1';
const APPROVED_DAYS = 365;

/** An order with a payer approval valid for a year from now, as staff would have recorded it. */
export const seedSandbox = async (tenantId: string, opened: Container): Promise<void> => {
  const { ports } = opened;
  const tenant = await ports.settings.tenant(tenantId);
  const [source] = tenant?.sources ?? [];
  if (!tenant || !source) throw new Error(`Tenant ${tenantId} has no source to keep the sandbox order under.`);
  const receivedAt = ports.clock.now();
  const inquiry = readInquiry(readFileSync(ORDER, 'utf8'), 'assess', receivedAt, tenant.timeZone, opened);
  if (!inquiry.ok) throw new Error(`The sandbox order cannot be read: ${inquiry.problems[0]?.says}`);
  const caller = { tenant, source: source.id, by: 'seed', receivedAt };
  await assess(inquiry.value, caller, ports);
  const decision = {
    decision: 'approved',
    number: NUMBER,
    codes: ['93351'],
    source: 'portal',
    receivedAt,
    end: dayAfter(receivedAt, APPROVED_DAYS, tenant.timeZone),
  } as const;
  const [order] = inquiry.value.orders;
  const done = await recordDecision({ orderId: order?.id ?? '', source: source.id, decision }, caller, ports);
  if (!done.ok) throw new Error(`The sandbox approval cannot be recorded: ${done.problems[0]?.says}`);
};
