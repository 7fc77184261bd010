import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { ASSESSED } from '../assess/event-deliveries.ts';
import type { Delivery, OutgoingEvent } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';

const announce = (tenant: TenantId, detail: OutgoingEvent['detail'], { log }: Pick<Ports, 'log'>): void => {
  const word = (key: string) => (typeof detail[key] === 'string' ? detail[key] : '');
  log.info('decision-announced', { tenant, advice: word('advice'), correlationId: word('correlationId') });
};

/** Puts the events of a change on the bus. Safe to run twice: event ids repeat. */
export const publishEvents = async (
  tenant: TenantId,
  { id, events, createdAt }: Delivery,
  ports: Pick<Ports, 'events' | 'log'>,
): Promise<void> => {
  const published = events.map(({ type, detail }, index) => ({ id: `${id}-${index}`, type, at: createdAt, detail }));
  await ports.events.publish(published);
  for (const { type, detail } of events) if (type === ASSESSED) announce(tenant, detail, ports);
};
