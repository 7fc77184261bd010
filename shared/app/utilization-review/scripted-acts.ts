import { missingDocuments } from '../../core/authorization/attach.ts';
import { type ActTrigger, delaySeconds, triggerOf } from '../../core/authorization/payer-script.ts';
import type { TakenClaim } from '../../core/authorization/request-events.ts';
import { queueOf, type ReviewRequest } from '../../core/authorization/review-request.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { tenantInstant } from '../access/clock-for.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { type Scripted, scriptFor } from './play-script.ts';
import { recordReview } from './review-request.ts';
import { restsOn, scriptedCommand } from './scripted-command.ts';

/** Stored names: the list of acts that are still to come, their kind, and the one event each holds. */
export const ACT_LIST = 'UMACT';
export const SCRIPTED_ACT = 'scripted-act';
const ACT_DUE = 'ScriptedActDue';

/** Of requests, as the place of an order that a delivery names. */
const REQUESTS = 'prior-authorization';
/** A request not written after this long never will be: its writer died before. */
const ABANDONED_AFTER_MS = 60_000;
const HOUR_MS = 3_600_000;

type ActPorts = Pick<Ports, 'reviews' | 'digest' | 'clock' | 'settings' | 'outbox'>;

/** From 0 to 1, the same for the same trace number under the same seed. */
const drawnFor = ({ trace }: TakenClaim, index: number, seed: string, digest: ActPorts['digest']): number =>
  Number.parseInt(digest.of([seed, trace.value, index]).slice(0, 8), 16) / 0xff_ff_ff_ff;

/** Real time at which the clock of the tenant shows this instant, as far as it is ahead now. */
const realInstant = ({ testMode }: Pick<Tenant, 'testMode'>, instant: string): string =>
  new Date(Date.parse(instant) - (testMode?.clockAheadHours ?? 0) * HOUR_MS).toISOString();

interface Due {
  readonly act: number;
  /** By the tenant's clock. */
  readonly at: string;
}

const dueOf = ({ events }: Delivery): Due | undefined => {
  const { act, at } = events.find(({ type }) => type === ACT_DUE)?.detail ?? {};
  return typeof act === 'number' && typeof at === 'string' ? { act, at } : undefined;
};

const deliveryOf = (
  { id, version }: ReviewRequest,
  claim: TakenClaim,
  due: Due,
  tenant: Tenant,
  { clock }: Pick<Ports, 'clock'>,
): Delivery => ({
  id: `${SCRIPTED_ACT}-${version}-${due.act}`,
  order: { source: REQUESTS, orderId: id },
  headVersion: version,
  determinationId: claim.content,
  kind: SCRIPTED_ACT,
  list: ACT_LIST,
  createdAt: clock.now(),
  attempts: 0,
  notBefore: realInstant(tenant, due.at),
  events: [{ type: ACT_DUE, detail: { ...due } }],
});

/** Puts what the scripted reviewer will do before the request is written: what belongs to no request is dropped. */
export const putActs = async (
  request: ReviewRequest,
  { script, member }: Scripted,
  tenant: Tenant,
  ports: Pick<Ports, 'outbox' | 'digest' | 'clock'>,
  trigger?: ActTrigger,
): Promise<void> => {
  const claim = request.claims.at(-1);
  if (!claim || queueOf(request) === 'closed') return;
  for (const [act, { after }] of (member.acts ?? []).entries()) {
    if (triggerOf(after) !== trigger) continue;
    const seconds = delaySeconds(after, script, drawnFor(claim, act, script.seed, ports.digest));
    const at = new Date(Date.parse(request.updatedAt) + seconds * 1_000).toISOString();
    await ports.outbox.put(tenant.id, deliveryOf(request, claim, { act, at }, tenant, ports));
  }
};

/** A complete set of documents moves what waited for it to the scripted reviewer. */
export const putActsOnDocuments = async (
  before: ReviewRequest,
  next: ReviewRequest,
  scripted: Scripted,
  tenant: Tenant,
  ports: Pick<Ports, 'outbox' | 'digest' | 'clock'>,
): Promise<void> => {
  // The first message itself may bring all of them.
  const isAwaited = before.version === 0 || missingDocuments(before.items).length > 0;
  const isNowComplete = isAwaited && missingDocuments(next.items).length === 0;
  if (isNowComplete) await putActs(next, scripted, tenant, ports, 'documents');
};

/** Records one act as a reviewer's is, at the instant it was due; one word of what came of it. */
const perform = async (
  found: ReviewRequest,
  { act: index, at }: Due,
  { tenant, isAnswer }: { readonly tenant: Tenant; readonly isAnswer: boolean },
  ports: ActPorts,
): Promise<string> => {
  const scripted = scriptFor(tenant, found);
  const act = scripted?.member.acts?.[index];
  if (!scripted || !act) return 'not-in-the-script';
  // Deliveries of one run go side by side: what an act rests on is made first.
  const before = scripted.member.acts?.[index - 1];
  const isFirst = !before || !restsOn(act, before, found);
  if (!isFirst) await perform(found, { act: index - 1, at }, { tenant, isAnswer }, ports);
  const request = isFirst ? found : ((await ports.reviews.get(tenant.id, found.id)) ?? found);
  // It answers an appeal, which was taken back or decided meanwhile.
  if (triggerOf(act.after) === 'appeal' && !request.appeal) return 'overtaken';
  const { command, agent } = scriptedCommand(act, scripted, request);
  const prepare = async (next: ReviewRequest): Promise<void> => {
    if (next.reconsider) await putActs(next, scripted, tenant, ports, 'reconsider');
  };
  const when = at > request.updatedAt ? at : request.updatedAt;
  const recording = { tenant, agent, at: when, isAnswer, prepare };
  const done = await recordReview(request.id, command, recording, ports);
  return done.ok ? 'decided' : (done.problems[0]?.code ?? 'refused');
};

class NotWrittenYet extends Error {
  override readonly name = 'NotWrittenYet';
}

/** Makes one act due. Safe to repeat: what is decided is not decided again. */
export const deliverAct = async (id: TenantId, delivery: Delivery, ports: ActPorts): Promise<string> => {
  const tenant = await ports.settings.tenant(id);
  const due = dueOf(delivery);
  if (!tenant || !due) return 'not-in-the-script';
  const request = await ports.reviews.get(id, delivery.order.orderId);
  if (!request || request.version < delivery.headVersion) {
    if (Date.parse(ports.clock.now()) - Date.parse(delivery.createdAt) > ABANDONED_AFTER_MS) return 'never-written';
    throw new NotWrittenYet();
  }
  if (!request.claims.some(({ content }) => content === delivery.determinationId)) return 'overtaken';
  return perform(request, due, { tenant, isAnswer: false }, ports);
};

/** What is due at the moment of the request itself is part of its answer. */
export const performDueNow = async (
  request: ReviewRequest,
  scripted: Scripted,
  tenant: Tenant,
  ports: ActPorts,
): Promise<ReviewRequest> => {
  for (const [act, { after }] of (scripted.member.acts ?? []).entries())
    if (typeof after !== 'string' && delaySeconds(after, scripted.script, 0) === 0)
      await perform(request, { act, at: request.updatedAt }, { tenant, isAnswer: true }, ports);
  return (await ports.reviews.get(tenant.id, request.id)) ?? request;
};

/** Where a delivery of this tenant belongs now that its clock was moved; `undefined` where it stays. */
export const movedTo = (delivery: Delivery, tenant: Tenant): string | undefined => {
  const due = dueOf(delivery);
  const notBefore = due && realInstant(tenant, due.at);
  return notBefore === delivery.notBefore ? undefined : notBefore;
};

/** Puts what is still open to the script again, for the request as it is now. */
export const putActsAgain = async (id: TenantId, requestId: string, ports: ActPorts): Promise<void> => {
  const tenant = await ports.settings.tenant(id);
  const request = await ports.reviews.get(id, requestId);
  const scripted = tenant && request && scriptFor(tenant, request);
  if (!scripted) return;
  const updatedAt = tenantInstant(tenant, ports.clock.now());
  await putActs({ ...request, updatedAt }, scripted, tenant, ports);
};
