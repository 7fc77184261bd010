import type { GivenIdentifier } from '../../core/model/message/submitted-request.ts';
import type { PayerResponse } from '../../core/submission/payer-response.ts';
import type { RequestContent } from '../../core/submission/request-content.ts';
import type { Submission } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import type { FhirPasEndpoint, PayerEndpoint } from '../ports/payer-endpoint.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { askNow } from './ask-now.ts';
import { keepExchange } from './exchange.ts';
import { preparedOf } from './prepared.ts';
import { hear, workOff } from './work-off.ts';

/** A request is on its way this long at most: what a notice says of it is taken in after its answer. */
const UNDER_WAY_MS = 120_000;

/** The answer to the request a notice is about has not come back yet: the notice is taken again later. */
class NoticeEarly extends Error {
  override readonly name = 'NoticeEarly';
}

const isOf =
  (source: string) =>
  (endpoint: PayerEndpoint): endpoint is FhirPasEndpoint =>
    endpoint.kind === 'fhir-pas' && endpoint.notices === source;

/** Endpoints of payers whose notices come from a source. */
export const noticesFrom = (
  source: string,
  { payerEndpoints = [] }: Pick<Tenant, 'payerEndpoints'>,
): readonly FhirPasEndpoint[] => payerEndpoints.filter(isOf(source));

/** Their names. */
export const endpointsOf = (source: string, tenant: Pick<Tenant, 'payerEndpoints'>): ReadonlySet<string> =>
  new Set(noticesFrom(source, tenant).map(({ name }) => name));

/** Messages of a request are numbered after its name. */
const namesIn = ({ value }: GivenIdentifier): readonly string[] => [value, value.replace(/-[a-z]?\d{1,15}$/, '')];

/** The request of this payer that one of the numbers names; of another payer's it may say nothing. */
export const submissionNamed = async (
  traces: readonly GivenIdentifier[],
  source: string,
  tenant: Tenant,
  { submissions }: Pick<Ports, 'submissions'>,
): Promise<Submission | undefined> => {
  const endpoints = endpointsOf(source, tenant);
  for (const name of new Set(traces.flatMap(namesIn))) {
    const found = await submissions.byTrace(tenant.id, name);
    if (found && 'endpoint' in found.channel && endpoints.has(found.channel.endpoint)) return found;
  }
  return undefined;
};

interface Noticed {
  /** Names the notice; the same again is heard once. */
  readonly id: string;
  /** ISO instant it came. */
  readonly receivedAt: string;
  /** Numbers the answer names. */
  readonly traces: readonly GivenIdentifier[];
  /** The answer as it came. */
  readonly text: string;
  readonly read: (content: RequestContent, messages: readonly string[]) => PayerResponse;
}

/** It names an earlier message of the request and not the one it stands by now: something else was asked for since. */
const isOvertaken = (traces: readonly GivenIdentifier[], { trace }: Submission, messageId: string): boolean => {
  const own = traces
    .map(({ value }) => value)
    .filter((value) => /-\d{1,6}$/.test(value) && value.startsWith(`${trace.value}-`));
  return own.length > 0 && !own.includes(messageId);
};

/**
 * Takes in what a payer's notice says of a request. Of one that is decided, or was
 * changed since, a notice changes nothing by itself: it may be one that was overtaken, so the payer is asked.
 * @throws NoticeEarly while the request's own answer is awaited
 */
export const hearNotice = async (
  submission: Submission,
  { id, receivedAt, traces, text, read }: Noticed,
  tenant: Tenant,
  ports: Ports,
): Promise<'heard' | 'asked' | 'over'> => {
  const { standing } = submission;
  if (!('message' in standing) || !standing.message || standing.state === 'failed') return 'over';
  const { message } = standing;
  if (standing.state === 'sent') {
    const since = Date.parse(standing.tried ?? ports.clock.now());
    if (Date.parse(ports.clock.now()) - since < UNDER_WAY_MS) throw new NoticeEarly();
  }
  const { content } = await preparedOf(submission, message.content, ports);
  const messages = [message.messageId, message.previousMessageId].filter((one) => one !== undefined);
  const response = read(content, messages);
  const isOver = standing.state === 'decided' || standing.state === 'withdrawn';
  if (isOver || response.is !== 'answered' || isOvertaken(traces, submission, message.messageId)) {
    await askNow(submission, tenant, ports);
    return 'asked';
  }
  const about = { messageId: `${message.messageId}-${id}`, what: 'notice', at: receivedAt } as const;
  const had = await keepExchange(submission, about, { sent: '', received: text, response }, ports);
  // Taken in now, whenever it came: it is newer than the answer it waited for.
  const now = await hear(submission, had, clockFor(tenant, ports.clock).now(), ports, false);
  await workOff(now, tenant, ports, false);
  return 'heard';
};
