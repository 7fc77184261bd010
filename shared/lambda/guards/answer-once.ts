import { setTimeout as sleep } from 'node:timers/promises';
import { watchAccess } from '../../app/access/watch-access.ts';
import type { KeyClaim, KeyedCall } from '../../app/ports/access/kept-answers.ts';
import type { Ports } from '../../app/ports/ports.ts';
import { isObject } from '../../core/model/is-object.ts';
import type { Container } from '../../handlers/container.ts';
import type { Guard, Handler, Reply, Request } from '../../handlers/handler.ts';
import { refuseWith, tryAgain } from '../../handlers/reply.ts';

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,255}$/;
/** Pauses while another process answers the same call: about as long as a slow answer takes. */
const PAUSES_MS = [50, 100, 200, 400, 750];

/**
 * Calls that change something. Forms are excluded: they are searches, or token requests whose responses must not be
 * stored.
 */
const changes = ({ method, table, form, path }: Request['route']): boolean =>
  method !== 'GET' && table === 'write' && !form && !path.endsWith('/_search');

const callOf = ({ route, params, query, body, headers, identity }: Request, ports: Ports): KeyedCall => {
  const { tenant, client } = identity;
  const [key = '', ...earlierKeys] = ports.digest.versions.map((version) =>
    ports.digest.keyed(tenant, JSON.stringify(['once', [client], headers[HEADER]]), version),
  );
  const precondition = headers['if-match'];
  return {
    tenant,
    key,
    ...(earlierKeys.length ? { earlierKeys } : {}),
    asked: ports.digest.of([route.method, route.path, params, query, body, ...(precondition ? [precondition] : [])]),
    at: ports.clock.now(),
  };
};

/** Depends on the message alone, or has changed something. Any other result may be different next time. */
const isFinal = ({ status }: Reply): boolean => status < 300 || status === 400;

const isReply = (value: unknown): value is Reply => isObject(value) && 'status' in value;
const repeated = (text: string): Reply => {
  const reply: unknown = JSON.parse(text);
  if (!isReply(reply)) throw new Error('A kept answer cannot be read.');
  return { ...reply, headers: { ...reply.headers, 'idempotent-replayed': 'true' } };
};

const notAKey = () =>
  refuseWith(400, {
    code: 'value',
    says: 'An Idempotency-Key has 1 to 255 visible characters.',
    expression: `http.${HEADER}`,
  });
const otherCall = () =>
  refuseWith(409, {
    code: 'conflict',
    says: 'This Idempotency-Key was used for another call; take a new one.',
    expression: `http.${HEADER}`,
  });
const stillBusy = () => tryAgain('The first call with this Idempotency-Key is being answered; try again.');

/** Answers, and stores the response with the identity and patients it concerned: a repeat is audited too. */
const answerFirst = async (call: KeyedCall, request: Request, container: Container, next: Handler): Promise<Reply> => {
  const { kept, authorizations: store } = container.ports;
  const { authorizations, touched } = watchAccess(store);
  let reply: Reply;
  try {
    reply = await next(request, { ...container, ports: { ...container.ports, authorizations } });
  } catch (error) {
    await kept.release(call).catch(() => undefined);
    throw error;
  }
  if (!isFinal(reply)) {
    await kept.release(call).catch(() => undefined);
    return reply;
  }
  const patients = [...new Set([...touched().patients, ...(reply.patients ?? [])])];
  const { text: _written, ...sent } = reply;
  const text = JSON.stringify({ ...sent, patients });
  const counts = await kept.keep(call, text);
  return counts === text ? reply : repeated(counts);
};

/**
 * A writing call with an `Idempotency-Key` runs once, however often it is sent; without the header this costs nothing.
 */
export const answerOnce: Guard = async (request, container, next) => {
  const key = request.headers[HEADER];
  if (key === undefined || !changes(request.route)) return next(request, container);
  if (!KEY.test(key)) return notAKey();
  const call = callOf(request, container.ports);
  let claim: KeyClaim = await container.ports.kept.claim(call);
  for (const pause of PAUSES_MS) {
    if (claim.is !== 'under-way') break;
    await sleep(pause);
    claim = await container.ports.kept.claim({ ...call, at: container.ports.clock.now() });
  }
  if (claim.is === 'ours') return answerFirst(call, request, container, next);
  if (claim.is === 'answered') return repeated(claim.answer);
  return claim.is === 'other' ? otherCall() : stillBusy();
};
