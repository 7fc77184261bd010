import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Determination } from '../../core/model/determination.ts';
import { isWithdrawn } from '../../core/model/order-status.ts';
import type { TenantId } from '../../core/model/tenant-id.ts';
import { tenantId } from '../keys/tenant-id.ts';
import type { Intent, OrderRef } from '../ports/authorization-store.ts';
import type { WrittenBack } from '../ports/ehr-writer.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { Source } from '../ports/source.ts';

export type WriteBackPorts = Pick<
  Ports,
  'intents' | 'authorizations' | 'settings' | 'ehrWriter' | 'deadLetters' | 'clock' | 'digest' | 'log'
>;

/** About three hours, with pauses that double up to an hour. */
export const MAX_TRIES = 12;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** While a server rests nothing is tried and nothing counts; looked at again as after three tries, in 40 s at most. */
const RESTING = 3;

const PREFIX = 'write-back-';
/** The name of a write-back in the dead letters: the order it is about, so that nothing else has to be kept. */
export const pointerOf = ({ source, orderId }: OrderRef): string =>
  `${PREFIX}${Buffer.from(JSON.stringify([source, orderId])).toString('base64url')}`;

export const isWriteBack = ({ id }: { readonly id: string }): boolean => id.startsWith(PREFIX);

const orderOf = (id: string): OrderRef => {
  const [source, orderId]: unknown[] = JSON.parse(Buffer.from(id.slice(PREFIX.length), 'base64url').toString());
  if (typeof source !== 'string' || typeof orderId !== 'string') throw new Error('This names no order.');
  return { source, orderId };
};

const askedOf = async (
  tenantId: string,
  { source: id }: OrderRef,
  { settings }: Pick<Ports, 'settings'>,
): Promise<{ readonly tenant: Tenant; readonly source: Source } | undefined> => {
  const tenant = await settings.tenant(tenantId);
  const source = tenant?.sources.find((one) => one.id === id);
  return tenant && source?.fhir?.writeBack ? { tenant, source } : undefined;
};

/** Promises to write an answer back where its source wants that; put before the promise it grows out of is finished. */
export const promiseWriteBack = async (
  tenant: TenantId,
  { id, order, headVersion, determinationId, createdAt }: Omit<Intent, 'kind' | 'events' | 'attempts'>,
  ports: Pick<Ports, 'intents' | 'settings'>,
): Promise<void> => {
  if (!(await askedOf(tenant, order, ports))) return;
  const promise = { order, headVersion, determinationId, createdAt, attempts: 0, events: [] };
  await ports.intents.put(tenant, { ...promise, id: `${PREFIX}${id}`, kind: 'write-back' });
};

/** Takes a write-back up again that was given up. */
export const redriveWriteBack = async (
  { tenant: name, id }: { readonly tenant: string; readonly id: string },
  ports: Pick<Ports, 'intents' | 'authorizations' | 'settings' | 'clock'>,
): Promise<void> => {
  const tenant = tenantId(name);
  const { records } = await ports.authorizations.load(tenant, [orderOf(id)], []);
  const [head] = records;
  if (!head) return;
  const { source, orderId, version: headVersion, determinationId } = head;
  const about = { id: `again-${determinationId}`, order: { source, orderId }, headVersion, determinationId };
  await promiseWriteBack(tenant, { ...about, createdAt: ports.clock.now() }, ports);
};

/** An approval that ended unused satisfies nothing any more, whatever the answer of its day said. */
const asItStands = (determination: Determination, { state, nextStep }: AuthorizationRecord): Determination =>
  state === 'expired' && determination.paNeeded === 'satisfied'
    ? { ...determination, paNeeded: 'auth-needed', reasons: [nextStep] }
    : determination;

/** What the record says now, whichever of its versions promised it; none where there is nothing to say any more. */
const attempt = async (tenant: TenantId, { order }: Intent, ports: WriteBackPorts): Promise<WrittenBack> => {
  const asked = await askedOf(tenant, order, ports);
  const { records } = await ports.authorizations.load(tenant, [order], []);
  const [head] = records;
  if (!asked || !head || isWithdrawn(head.orderStatus)) return 'nothing-to-say';
  const [stored, assessment] = await Promise.all([
    ports.authorizations.determination(tenant, order, head.determinationId),
    ports.authorizations.answer(tenant, head.answerId),
  ]);
  if (!stored || !assessment) throw new Error('The answer of a record is missing.');
  const determination = asItStands(stored.determination, head);
  const date = ports.clock.dateIn(head.timeZone ?? asked.tenant.timeZone, head.answeredAt);
  const { orderId, assertionId } = head;
  return ports.ehrWriter.write({ orderId, determination, assertionId, assessment, date }, asked);
};

/** After half the pause to the whole of it, so that what failed together does not come back together. */
const nextTry = ({ id, attempts }: Intent, { digest, clock }: Pick<Ports, 'digest' | 'clock'>): string => {
  const spread = Number.parseInt(digest.of([id, attempts]).slice(0, 6), 16) / 0xff_ff_ff;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS) * (0.5 + spread / 2);
  return new Date(Date.parse(clock.now()) + pause).toISOString();
};

/** Dead letter first: a crash in between sends it twice, never not at all. */
const giveUp = async (tenant: TenantId, intent: Intent, problem: string, ports: WriteBackPorts): Promise<true> => {
  await ports.deadLetters.send({ tenant, id: pointerOf(intent.order) });
  await ports.intents.finish(tenant, intent);
  ports.log.error('write-back-given-up', { tenant, attempts: intent.attempts + 1, problem });
  return true;
};

/** Writes one answer back; `false` when it must be looked at again. */
export const writeBack = async (tenant: TenantId, intent: Intent, ports: WriteBackPorts): Promise<boolean> => {
  const { intents, log } = ports;
  const attempts = intent.attempts + 1;
  try {
    const done = await attempt(tenant, intent, ports);
    if (done === 'resting') {
      await intents.retryLater(tenant, intent, { notBefore: nextTry({ ...intent, attempts: RESTING }, ports) });
      return false;
    }
    if (done === 'refused') return await giveUp(tenant, intent, done, ports);
    await intents.finish(tenant, intent);
    log.info('write-back', { tenant, attempts, outcome: done });
    return true;
  } catch (error) {
    const errorName = error instanceof Error ? error.name : 'unknown';
    log.warn('write-back-failed', { tenant, attempts, errorName });
    if (attempts >= MAX_TRIES) return giveUp(tenant, intent, errorName, ports);
    await intents.retryLater(tenant, intent, { attempts, notBefore: nextTry(intent, ports) });
    return false;
  }
};
