import type { Exchange } from '../model/exchange.ts';
import { type Answered, type Call, headersOf } from './call.ts';
import type { ClientOptions, Fetch, FetchAnswer } from './options.ts';
import { mayPass, pauseMs, retryAfterMs, waitMs } from './retry.ts';
import { problemsIn, StresspassError, signInOf } from './stresspass-error.ts';
import { systemNow } from './system-clock.ts';

export interface Transport {
  readonly send: (call: Call) => Promise<Answered>;
  /** The JSON of an answer. */
  readonly json: (call: Call) => Promise<unknown>;
  /** One attempt, whatever comes of it, as it went over the wire. */
  readonly exchange: (call: Call) => Promise<Exchange>;
  /** Sent along with what changes something, once a session has said it. */
  csrf: string | undefined;
}

interface Attempted {
  readonly answer?: FetchAnswer;
  readonly text: string;
  readonly exchange: Exchange;
  readonly failure?: StresspassError;
}

const failure = (code: string, message: string) => new StresspassError({ status: 0, problems: [{ code, message }] });

const refusalOf = ({ status, headers }: FetchAnswer, text: string, now: number): StresspassError => {
  const wait = retryAfterMs(headers.get('retry-after'), now);
  const correlationId = headers.get('x-correlation-id');
  const signIn = signInOf(text);
  return new StresspassError({
    status,
    problems: problemsIn(text),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(correlationId ? { correlationId } : {}),
    ...(signIn ? { signIn } : {}),
  });
};

const succeeded = (status: number): boolean => (status >= 200 && status < 300) || status === 304;

/** Sends calls: again where that may help and does no harm, with one key for everything that changes something. */
export const openTransport = (options: ClientOptions): Transport => {
  const {
    timeoutMs = 15_000,
    attempts = 4,
    longestPauseMs = 10_000,
    pause = waitMs,
    token,
    observe,
    now = systemNow,
  } = options;
  const base = (options.url ?? '').replace(/\/$/, '');
  const fetcher: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  let current: string | undefined = typeof token === 'string' ? token : undefined;
  let hasAsked = false;

  const renew = async (refused: boolean): Promise<boolean> => {
    if (typeof token !== 'function') return false;
    const before = current;
    current = await token(refused);
    hasAsked = true;
    return current !== undefined && current !== before;
  };

  const attempt = async (call: Call, headers: Record<string, string>, number: number): Promise<Attempted> => {
    const started = now();
    const late = AbortSignal.timeout(timeoutMs);
    const signal = call.signal ? AbortSignal.any([call.signal, late]) : late;
    const { method = 'GET', path, body } = call;
    const sent = { ...headers, ...(current ? { authorization: `Bearer ${current}` } : {}) };
    const told = (status: number, response: string, correlationId?: string | null): Exchange => {
      const exchange = {
        method,
        path,
        at: new Date(started).toISOString(),
        ms: now() - started,
        attempt: number,
        status,
        ...(body === undefined ? {} : { request: body }),
        response,
        ...(correlationId ? { correlationId } : {}),
      };
      observe?.(exchange);
      return exchange;
    };
    try {
      const answer = await fetcher(`${base}${path}`, {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body }),
        signal,
        credentials: 'same-origin',
      });
      const text = await answer.text();
      return { answer, text, exchange: told(answer.status, text, answer.headers.get('x-correlation-id')) };
    } catch {
      const lost = { text: '', exchange: told(0, '') };
      if (call.signal?.aborted) return { ...lost, failure: failure('cancelled', 'The call was given up.') };
      if (late.aborted) return { ...lost, failure: failure('timeout', `No answer within ${timeoutMs / 1_000} s.`) };
      return { ...lost, failure: failure('unreachable', `No service answers at ${base || 'this address'}.`) };
    }
  };

  /** Headers of every attempt of a call, once there is a token if one is to be had. */
  const prepare = async (call: Call): Promise<Record<string, string>> => {
    if (typeof token === 'function' && !hasAsked) await renew(false);
    const key = call.writes ? crypto.randomUUID() : undefined;
    return headersOf(call, { key, tenant: options.tenant, csrf: transport.csrf });
  };

  const transport: Transport = {
    csrf: undefined,
    send: async (call) => {
      const headers = await prepare(call);
      let hasRenewed = false;
      for (let number = 1; ; number += 1) {
        const { answer, text, failure: lost } = await attempt(call, headers, number);
        if (answer && succeeded(answer.status))
          return { status: answer.status, text, header: (name) => answer.headers.get(name) ?? undefined };
        const refusal =
          lost ?? (answer ? refusalOf(answer, text, now()) : failure('unreadable', 'Nothing was answered.'));
        if (refusal.status === 401 && !hasRenewed && (await renew(true))) {
          hasRenewed = true;
          continue;
        }
        const wait = pauseMs(number, refusal.retryAfterMs, Math.random());
        const isOver = number >= attempts || refusal.code === 'cancelled' || wait > longestPauseMs;
        if (isOver || !mayPass(refusal.status)) throw refusal;
        await pause(wait);
      }
    },
    exchange: async (call) => (await attempt(call, await prepare(call), 1)).exchange,
    json: async (call) => {
      const { text } = await transport.send(call);
      try {
        return JSON.parse(text);
      } catch {
        throw failure('unreadable', 'The answer is not JSON.');
      }
    },
  };
  return transport;
};
