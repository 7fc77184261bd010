import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { ok, type ProblemCode, type Result, refused } from '../../core/model/result.ts';
import { isMachine, type Submission } from '../../core/submission/submission.ts';
import type { SubmissionCommand, SubmissionProblem } from '../../core/submission/submission-commands.ts';
import { submissionDecider } from '../../core/submission/submission-decider.ts';
import { retryRace } from '../assess/retry-race.ts';
import type { OrderRef } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';

export const SUBMIT = 'submit-request';
export const SUBMIT_LIST = 'SUBMIT';

export type SubmissionPorts = Pick<Ports, 'submissions' | 'outbox' | 'clock'>;

/** What is left to do with a submission as it stands: told to the record, recorded there, sent. */
export const hasWork = ({ untold, toRecord, standing, channel }: Submission): boolean =>
  untold.length > 0 || toRecord.length > 0 || (standing.state === 'sent' && isMachine(channel));

const SAYS: Readonly<Record<SubmissionProblem, readonly [ProblemCode, string]>> = {
  incomplete: ['value', 'The request lacks something; see its findings.'],
  'already-sent': ['conflict', 'The request was handed over; the answer to it is awaited.'],
  'already-decided': ['conflict', 'The payer has decided: withdraw the request, or appeal.'],
  'nothing-sent': ['conflict', 'The request has not been sent.'],
  withdrawn: ['conflict', 'The request was withdrawn: prepare it anew.'],
  failed: ['conflict', 'The payer does not take the request from a machine: prepare it anew, or ask in its portal.'],
  'nothing-changed': ['conflict', 'There is nothing new to send.'],
};

/** The delivery that does what is left; put before the change it follows, and without effect if that never comes. */
const putWork = (
  { id, version, source, orderId, tenant }: Submission,
  { outbox, clock }: SubmissionPorts,
): Promise<void> =>
  outbox.put(tenant, {
    id: `${id}-${version}`,
    order: { source, orderId },
    headVersion: version,
    determinationId: id,
    kind: SUBMIT,
    list: SUBMIT_LIST,
    createdAt: clock.now(),
    attempts: 0,
    events: [],
  });

/** Writes a submission's next version; `undefined` when another writer was faster. */
const commitSubmission = async (
  next: Submission,
  ports: SubmissionPorts,
  isAtWork: boolean,
): Promise<Submission | undefined> => {
  if (!isAtWork && hasWork(next)) await putWork(next, ports);
  return (await ports.submissions.commit(next)) === 'written' ? next : undefined;
};

/**
 * Changes a submission by a command, anew while another writer is faster. Changes nothing where nothing is to change.
 * @param isAtWork the delivery that does what is left is the one that asks: it comes back until nothing is
 */
export const changeSubmission = (
  tenant: TenantId,
  order: OrderRef,
  id: string,
  commandOf: (now: Submission) => SubmissionCommand,
  ports: SubmissionPorts,
  isAtWork = false,
): Promise<Result<Submission>> =>
  retryRace(async () => {
    const now = await ports.submissions.get(tenant, order, id);
    if (!now) return refused({ code: 'not-found', says: 'There is no such request.', expression: 'ServiceRequest.id' });
    const event = submissionDecider.decide(now, commandOf(now));
    if (!('problem' in event)) {
      const next = await commitSubmission(submissionDecider.evolve(now, event), ports, isAtWork);
      return next && ok(next);
    }
    if (event.problem === 'nothing-changed') return ok(now);
    const [code, says] = SAYS[event.problem];
    return refused({ code, says, expression: 'ServiceRequest.id' });
  });
