import { addDays } from '../../core/model/dates.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { messageId } from '../inbox/message-kinds.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { PackSimulation } from '../ports/rule-packs.ts';
import { DIRECT_SOURCE } from '../search/find-order.ts';
import { noSuchPack, type PackAsked, type PackCall, type PackPorts, raced, todayOf } from './pack-asked.ts';

/** Days of orders that are over; orders to come are looked at as well, since those can be booked. */
const DAYS = 90;
/** The queue knows by then that it has it, or does not. */
const KEPT_DAYS = 14;

type QueuePorts = PackPorts & Pick<Ports, 'inbox' | 'queue' | 'digest' | 'authorizations'>;

/** Queues the next part of a simulation: durable first, then its id; the same part twice is one message. */
export const queueSimulation = async (
  { id: tenant, sources }: Pick<Tenant, 'id' | 'sources'>,
  { pack, version }: Pick<PackSimulation, 'pack' | 'version'>,
  { inbox, queue, digest, clock }: Pick<QueuePorts, 'inbox' | 'queue' | 'digest' | 'clock'>,
): Promise<void> => {
  const kind = 'simulation';
  const id = messageId(kind, digest.of([tenant, pack.hash, version]).slice(0, 40));
  const message = {
    id,
    tenant,
    kind,
    source: sources[0]?.id ?? DIRECT_SOURCE,
    receivedAt: clock.now(),
    body: JSON.stringify(pack),
  };
  await inbox.put(message, KEPT_DAYS);
  await queue.send({ tenant, id });
};

/** Begins a simulation of a pack on the orders of its tenant, or goes on with one that is under way. */
export const startSimulation = async (
  asked: PackAsked,
  call: PackCall,
  ports: QueuePorts,
): Promise<Result<PackSimulation>> => {
  const { tenant, by, at } = call;
  const { rulePacks } = ports;
  const head = await rulePacks.head(tenant.id, asked);
  if (!head) return noSuchPack();
  const { id, version, hash } = head;
  const before = await rulePacks.simulation(tenant.id, hash);
  const fresh: PackSimulation = {
    pack: { id, version, hash },
    version: (before?.version ?? 0) + 1,
    state: 'running',
    started: { by, at },
    updatedAt: at,
    serviceFrom: addDays(todayOf(call, ports), -DAYS),
    orders: 0,
    tests: 0,
    unread: 0,
    kinds: {},
    flips: [],
    atRiskCount: 0,
    atRisk: [],
  };
  const simulation = before?.state === 'running' ? before : fresh;
  if (simulation === fresh && (await rulePacks.keepSimulation(tenant.id, fresh)) === 'refused') return raced();
  await queueSimulation(tenant, simulation, ports);
  return ok(simulation);
};

/** What was found so far. The orders it names are read again: whoever sees them is in the audit trail with their patients. */
export const readSimulation = async (
  asked: PackAsked,
  { tenant }: PackCall,
  { rulePacks, authorizations }: Pick<QueuePorts, 'rulePacks' | 'authorizations'>,
): Promise<Result<PackSimulation>> => {
  const head = await rulePacks.head(tenant.id, asked);
  const simulation = head && (await rulePacks.simulation(tenant.id, head.hash));
  if (!simulation) return refused({ code: 'not-found', says: 'This version was not simulated.' });
  const named = [...simulation.flips, ...simulation.atRisk].map(({ source, orderId }) => ({ source, orderId }));
  if (named.length) await authorizations.load(tenant.id, named, []);
  return ok(simulation);
};
