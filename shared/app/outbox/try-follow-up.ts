import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import { idOfGivenUp } from '../ports/given-up.ts';
import type { Ports } from '../ports/ports.ts';
import { FOLLOW_UPS } from './deliveries.ts';
import { MAX_TRIES, type Tried } from './follow-up.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** While a receiver's circuit breaker is open, no attempt counts; the next try comes as after three, in 40 s at most. */
const RESTING = 3;

/** Backoff with jitter: after half to the whole of the pause, so that failures do not return all at once. */
const nextTry = ({ id, attempts }: Delivery, { digest, clock }: Pick<Ports, 'digest' | 'clock'>): string => {
  const spread = Number.parseInt(digest.of([id, attempts]).slice(0, 6), 16) / 0xff_ff_ff;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS) * (0.5 + spread / 2);
  return new Date(Date.parse(clock.now()) + pause).toISOString();
};

/** Dead letter first: a crash in between sends it twice rather than never. */
const giveUp = async (tenant: TenantId, delivery: Delivery, problem: string, ports: Ports): Promise<true> => {
  await ports.deadLetters.send({ tenant, id: idOfGivenUp(delivery) });
  await FOLLOW_UPS.get(delivery.kind)?.givenUp?.(tenant, delivery, ports);
  await ports.outbox.finish(tenant, delivery);
  ports.log.error(`${delivery.kind}-given-up`, { tenant, attempts: delivery.attempts + 1, problem });
  return true;
};

const deliver = async (tenant: TenantId, delivery: Delivery, ports: Ports): Promise<Tried> =>
  FOLLOW_UPS.get(delivery.kind)?.deliver(tenant, delivery, ports) ?? { is: 'refused' };

/** Tries one follow-up; `false` when it must be tried again. */
export const tryFollowUp = async (tenant: TenantId, delivery: Delivery, ports: Ports): Promise<boolean> => {
  const { outbox, log } = ports;
  const attempts = delivery.attempts + 1;
  try {
    const tried = await deliver(tenant, delivery, ports);
    if (tried.is === 'resting') {
      await outbox.retryLater(tenant, delivery, {
        notBefore: tried.until ?? nextTry({ ...delivery, attempts: RESTING }, ports),
      });
      return false;
    }
    if (tried.is === 'refused') return await giveUp(tenant, delivery, tried.is, ports);
    await outbox.finish(tenant, delivery);
    log.info(delivery.kind, { tenant, attempts, outcome: tried.outcome });
    return true;
  } catch (error) {
    const errorName = error instanceof Error ? error.name : 'unknown';
    log.warn(`${delivery.kind}-failed`, { tenant, attempts, errorName });
    if (attempts >= MAX_TRIES) return giveUp(tenant, delivery, errorName, ports);
    await outbox.retryLater(tenant, delivery, { attempts, notBefore: nextTry(delivery, ports) });
    return false;
  }
};
