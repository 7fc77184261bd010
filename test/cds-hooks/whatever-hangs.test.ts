import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlers } from '../../functions/cds-hooks/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import type { Ports } from '../../shared/app/ports/ports.ts';
import { openTokens } from '../../shared/lambda/auth/open-tokens.ts';
import { awaitEnvironment } from '../../shared/lambda/await-environment.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { EHR, type IdentityHarness, openIdentityHarness, SECONDS } from '../access/identity-harness.ts';
import { claimsOf, sign } from '../access/signed.ts';
import { eventOf, PUBLIC_URL, TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { asking, draft, said, signCall, statementsOn } from './hook-harness.ts';

/** Four seconds, and what a busy machine adds. */
const MOST_MS = 4_400;
const PATH = '/cds-services/order-sign-crd';
const PAYER_SERVER = { payer: 'uhc-commercial', base: 'https://payer.example/fhir' };

let harness: IdentityHarness;
beforeAll(async () => {
  harness = await openIdentityHarness();
  await harness.ports.settings.put({ ...TENANT, payerServers: [PAYER_SERVER] });
});
afterAll(() => harness.close());

/** One call of an EHR that proves who it is, with an Idempotency-Key, so that every guard has something to do. */
let calls = 0;
const call = async (opened: OpenedContainer, more: Part = {}) => {
  calls += 1;
  const id = `d${calls}`;
  const claims = claimsOf(EHR, `${PUBLIC_URL}${PATH}`, SECONDS);
  const token = await sign({
    header: { alg: 'ES384', typ: 'JWT', kid: 'ehr-1' },
    claims,
    key: harness.pairs.ehr.secret,
  });
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'idempotency-key': `call-${id}`,
  };
  const body = signCall(
    { ...asking('2.2'), ...more },
    draft((one) => Object.assign(one, { id })),
  );
  const ask = httpEntry(handlers, () => opened);
  const start = performance.now();
  const answered = await ask(eventOf({ method: 'POST', path: PATH, headers, body }), lambdaContext('cds-hooks'));
  return { ms: performance.now() - start, status: answered.statusCode, body: JSON.parse(answered.body) };
};

type Method = (...asked: never[]) => unknown;
const isMethod = (value: unknown): value is Method => typeof value === 'function';
const withPort = (name: string, method: string, work: Method): OpenedContainer => {
  const ports = { ...harness.ports, [name]: { ...Reflect.get(harness.ports, name), [method]: work } } as Ports;
  const { stores: _ignored, ...opened } = { ...harness.harness, stores: undefined };
  return {
    ...opened,
    ports: { ...ports, tokens: name === 'tokens' ? ports.tokens : openTokens(opened.config, ports) },
  };
};

/** Every method of a port that answers later, as a call of this hook uses it: derived, so that none is forgotten. */
const usedBy = async (more: Part = {}): Promise<readonly (readonly [string, string])[]> => {
  const used = new Map<string, readonly [string, string]>();
  const watched: Record<string, unknown> = {};
  for (const [name, port] of Object.entries(harness.ports)) {
    const copy: Record<string, unknown> = { ...port };
    for (const [method, work] of Object.entries(port))
      if (isMethod(work))
        copy[method] = (...asked: never[]) => {
          const done = work(...asked);
          if (done instanceof Promise) used.set(`${name}.${method}`, [name, method]);
          return done;
        };
    watched[name] = copy;
  }
  const ports: Ports = Object.assign({}, harness.ports, watched);
  const { config } = harness.harness;
  await call({ ...harness.harness, ports: { ...ports, tokens: openTokens(config, ports) } }, more);
  await call({ ...harness.harness, ports }, more);
  return [...used.values()];
};

const hangs = () => new Promise<never>(() => undefined);

/** Something is said, and it is no "go ahead". */
const checkSaid = (body: Part): void => {
  const [statement] = statementsOn(body.systemActions[0]?.resource);
  expect(body.cards.length + body.systemActions.length).toBeGreaterThan(0);
  expect(JSON.stringify(body.cards)).not.toMatch(/No authorization needed|Authorization on file/);
  if (statement) expect(said(statement, 'pa-needed')).not.toContainEqual(expect.stringMatching(/no-auth|satisfied/));
};

describe('a hook is answered four seconds after its arrival at the latest', () => {
  test('whichever part of the table, the keys or the audit trail hangs', async () => {
    const used = await usedBy();
    expect(used.map((names) => names.join('.'))).toEqual(
      expect.arrayContaining([
        'settings.tenant',
        'clients.find',
        'nonces.claim',
        'kept.claim',
        'audit.append',
        'authorizations.load',
        'assertions.put',
      ]),
    );
    const answered = await Promise.all(
      used.map(async ([name, method]) => ({ at: `${name}.${method}`, ...(await call(withPort(name, method, hangs))) })),
    );
    for (const { at, ms, status, body } of answered) {
      expect([at, status, ms < MOST_MS]).toEqual([at, 200, true]);
      checkSaid(body);
    }
  }, 20_000);

  test.concurrent('all of it at once', async () => {
    const hanging = Object.fromEntries(
      Object.entries(harness.ports).map(([name, port]) => [
        name,
        ['clock', 'ids', 'log', 'digest', 'codebook', 'rules'].includes(name)
          ? port
          : Object.fromEntries(Object.entries(port).map(([method, work]) => [method, isMethod(work) ? hangs : work])),
      ]),
    );
    const ports: Ports = Object.assign({}, harness.ports, hanging);
    const { ms, status, body } = await call({ ...harness.harness, ports });
    expect([status, ms < MOST_MS]).toEqual([200, true]);
    expect(body.systemActions).toEqual([]);
    expect(body.cards).toMatchObject([{ indicator: 'warning', summary: expect.stringMatching(/^Not checked:/) }]);
    expect(body.cards[0].summary.length).toBeLessThan(140);
  }, 10_000);

  test.concurrent('the queue, once something is left to do: the answer does not wait for it', async () => {
    const slow = withPort('queue', 'send', hangs);
    const authorizations = { ...slow.ports.authorizations, load: hangs };
    const { ms, status, body } = await call({ ...slow, ports: { ...slow.ports, authorizations } });
    expect([status, ms < MOST_MS]).toEqual([200, true]);
    expect(said(statementsOn(body.systemActions[0].resource)[0], 'covered')).toEqual(['indeterminate']);
  }, 10_000);

  test.concurrent('feedback too, with an error that asks for it again', async () => {
    const opened = withPort('feedback', 'put', hangs);
    Object.assign(opened, { config: { ...opened.config, AUTH: 'open' } });
    const body = { feedback: [{ card: 'c1', outcome: 'accepted', outcomeTimestamp: '2026-06-01T15:01:00Z' }] };
    const start = performance.now();
    const ask = eventOf({ method: 'POST', path: `${PATH}/feedback`, body });
    const { statusCode } = await httpEntry(handlers, () => opened)(ask, lambdaContext('cds-hooks'));
    expect([statusCode, performance.now() - start < MOST_MS]).toEqual([503, true]);
  }, 10_000);

  test('secrets: a process that waits for them answers, and is whole once they are read', async () => {
    let give: (environment: object) => void = () => undefined;
    const environment = await awaitEnvironment(() => new Promise((resolve) => (give = resolve as typeof give)), 50);
    const ask = httpEntry(handlers, () => {
      environment();
      return harness.harness;
    });
    const event = eventOf({ method: 'POST', path: PATH, body: signCall() });
    const early = await ask(event, lambdaContext('cds-hooks'));
    expect([early.statusCode, JSON.parse(early.body).cards[0].summary]).toEqual([
      200,
      expect.stringMatching(/^Not checked/),
    ]);
    give({ HASH_SECRET: 'read' });
    await Promise.resolve();
    expect(environment()).toEqual({ HASH_SECRET: 'read' });
    await expect(awaitEnvironment(() => Promise.reject(new Error('refused')), 50)).rejects.toThrow('refused');
  });
});
