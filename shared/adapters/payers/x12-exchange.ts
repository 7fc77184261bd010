import type { Secrets } from '../../app/ports/ports.ts';
import type { Breaker } from '../outbound/breaker.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { makeSendWith, type Send } from '../outbound/send-with.ts';
import { failedAs, failureOf, isFault, readableText, retryAfterOf, ServerFailure } from '../outbound/server-failure.ts';
import { type CoreReceiver, writeCoreEnvelope } from './core-envelope.ts';
import { readCoreEnvelope } from './read-core-envelope.ts';
import { ofFailure, refusal, unsent, type X12Exchanged } from './x12-exchanged.ts';

/** The rule's bound for a real-time response. */
const TIMEOUT_MS = 20_000;
/** Far more than a response to one request. */
const MOST_BYTES = 1_000_000;

export interface X12Parts {
  readonly outbound: Outbound;
  readonly breaker: Breaker;
  readonly secrets: Secrets;
  readonly now: () => number;
  readonly timeoutMs?: number;
}

/** What to exchange with a receiver, and which addresses the tenant allows. */
interface X12Message {
  readonly endpoint: CoreReceiver;
  readonly origins: readonly string[];
  readonly payloadType: string;
  readonly payload: string;
  readonly messageId: string;
  readonly at: string;
}

/** Sends X12 over HTTPS in the CAQH CORE envelope, and waits for what comes back; one try, bounded in time and bytes. */
export const makeX12Exchange = ({ outbound, breaker, secrets, now, timeoutMs = TIMEOUT_MS }: X12Parts) => {
  const sendWith = makeSendWith(secrets, now);
  const post = async (message: X12Message, send: Send, login: string | undefined): Promise<X12Exchanged> => {
    const { contentType, body } = writeCoreEnvelope({ ...message, ...(login ? { login } : {}) });
    const response = await send(message.endpoint.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': contentType },
      body,
    });
    const failure = failedAs(response, now());
    const received = await readableText(response, MOST_BYTES).catch((error: unknown) => {
      throw response.ok ? error : failure;
    });
    const read = readCoreEnvelope(received);
    if (read.is === 'error') return refusal(read.code, read.says, received);
    if (!response.ok || read.is === 'none') throw failure;
    return { is: 'payload', received: read.text };
  };

  return async (message: X12Message): Promise<X12Exchanged> => {
    const { endpoint, origins } = message;
    const login = endpoint.secret && (await secrets.read(endpoint.secret).catch(() => undefined));
    if (endpoint.secret && !login)
      return unsent('no-login', 'Our login at the receiver cannot be read: nothing was sent.');
    try {
      const send = sendWith(endpoint.certificate, await outbound(endpoint.url, origins));
      return await breaker.run(new URL(endpoint.url).origin, () => post(message, send, login), {
        isFault,
        retryAfterOf,
      });
    } catch (error) {
      const failure = failureOf(error);
      if (failure instanceof ServerFailure) return ofFailure(failure);
      throw error;
    }
  };
};
