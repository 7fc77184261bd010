import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { type GivenParts, makeContent } from '../../core/submission/make-content.ts';
import { missingIn } from '../../core/submission/missing-in.ts';
import type { Submission } from '../../core/submission/submission.ts';
import { patientNameOf } from '../keys/patient-name.ts';
import type { OrderRef } from '../ports/authorization-store.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { changeSubmission, type SubmissionPorts } from './change-submission.ts';
import { channelOf } from './channel-of.ts';
import { onFileOf } from './on-file.ts';
import { type PreparedContent, preparedOf } from './prepared.ts';

export type PreparePorts = SubmissionPorts & Pick<Ports, 'authorizations' | 'codebook' | 'digest' | 'rules'>;

const ID_LENGTH = 24;

const refuseOrder = (says: string): Result<never> =>
  refused({ code: 'conflict', says, expression: 'ServiceRequest.id' });

const isSameAsked = (record: AuthorizationRecord, { payer, codes }: Submission): boolean =>
  payer === record.payer && JSON.stringify(codes) === JSON.stringify(record.codes);

/** The submission of an order as it stands: of its payer and its codes. */
export const submissionOf = async (
  record: AuthorizationRecord,
  { submissions }: Pick<Ports, 'submissions'>,
): Promise<Submission | undefined> =>
  (await submissions.ofOrder(record.tenant, orderOf(record))).findLast((one) => isSameAsked(record, one));

const orderOf = ({ source, orderId }: OrderRef): OrderRef => ({ source, orderId });

/** The name follows from what it says; with persons in it, a hash anybody can make would be no name. */
const nameOf = (tenant: TenantId, prepared: PreparedContent, { digest }: Pick<Ports, 'digest'>): string =>
  digest.keyed(tenant, `request:${JSON.stringify(prepared)}`).slice(0, 40);

const started = (record: AuthorizationRecord, payer: string, { digest }: Pick<Ports, 'digest'>): string => {
  const asked = JSON.stringify([record.source, record.orderId, payer, record.codes]);
  return digest.keyed(record.tenant, `submission:${asked}`).slice(0, ID_LENGTH);
};

interface Staging extends Pick<Caller, 'tenant'> {
  /** Puts the bytes of documents that were added where they are kept. */
  readonly keep?: () => Promise<void>;
}

/** Writes the content of a request as it would go out now, and names it. */
export const stageContent = async (
  {
    record,
    payer,
    before,
    added,
  }: {
    readonly record: AuthorizationRecord;
    readonly payer: string;
    readonly before: Submission | undefined;
    readonly added: GivenParts;
  },
  { tenant, keep }: Staging,
  ports: PreparePorts,
) => {
  const id = before?.id ?? started(record, payer, ports);
  const given = { ...(before ? (await preparedOf(before, before.content, ports)).given : {}), ...added };
  const file = await onFileOf(record, payer, ports);
  const content = makeContent({
    ...file,
    trace: before?.trace ?? { value: id },
    practice: tenant.submission?.practice,
    patientName: patientNameOf(record, ports.digest),
    given,
  });
  const prepared: PreparedContent = { content, given };
  const name = nameOf(tenant.id, prepared, ports);
  await keep?.();
  await ports.submissions.stage(tenant.id, orderOf(record), [{ name, text: JSON.stringify(prepared) }]);
  return { id, name, file, content };
};

type Preparing = Staging & Pick<Caller, 'by' | 'receivedAt'>;

/** Makes or renews the draft of an order's request, from what is on file and what a person adds to it. */
export const prepareOn = async (
  record: AuthorizationRecord,
  added: GivenParts,
  { tenant, by, receivedAt, keep }: Preparing,
  ports: PreparePorts,
): Promise<Result<Submission>> => {
  const { payer } = record;
  if (isWithdrawn(record.orderStatus)) return refuseOrder('The order is withdrawn: there is nothing to ask for.');
  if (!payer) return refuseOrder('The payer is not recognized: settle the coverage first.');
  const order = orderOf(record);
  const before = await submissionOf(record, ports);
  const staging = { tenant, ...(keep ? { keep } : {}) };
  const { id, name, file, content } = await stageContent({ record, payer, before, added }, staging, ports);
  const day = ports.clock.dateIn(tenant.timeZone, receivedAt);
  const channel = channelOf(file, day, tenant, ports);
  const missing = missingIn(content, file.determination);
  const command = { kind: 'prepare', content: name, channel, missing, at: receivedAt, by } as const;
  if (before) return changeSubmission(tenant.id, order, id, () => command, ports);
  const [first, ...more] = missing;
  const submission: Submission = {
    id,
    tenant: tenant.id,
    ...order,
    version: 1,
    payer,
    codes: record.codes,
    channel,
    trace: { value: id },
    content: name,
    messages: 0,
    exchanges: [],
    findings: [],
    untold: [],
    toRecord: [],
    history: [],
    createdAt: receivedAt,
    updatedAt: receivedAt,
    standing: first ? { state: 'draft', missing: [first, ...more] } : { state: 'ready' },
  };
  if ((await ports.submissions.commit(submission)) === 'written') return ok(submission);
  return changeSubmission(tenant.id, order, id, () => command, ports);
};
