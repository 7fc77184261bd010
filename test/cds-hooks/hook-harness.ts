import { randomUUID } from 'node:crypto';
import { handlers } from '../../functions/cds-hooks/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { startServer } from '../../infra/local/http/server.ts';
import { makeDelegatedReads } from '../../shared/adapters/outbound/delegated-reads.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import type { EhrStub } from '../support/ehr-stub.ts';
import { type Ask, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { order, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import { runAs } from '../support/own-partitions.ts';

// biome-ignore lint/suspicious/noExplicitAny: what comes back is judged by the assertions
type Json = any;
export interface HookAnswered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Json;
}

export const EHR = 'https://ehr.example/r4';
const types = ['Patient', 'Coverage', 'Organization', 'Location', 'Practitioner'];

/** What an EHR sends beside the order, under keys of its own. */
export const prefetchOf = (message: Part = orderMessage('o1')): Part =>
  Object.fromEntries(types.map((type) => [`ours${type}`, partOf(message, type)]));

export const searchset = (type: string, ...resources: readonly Part[]): Part => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: [{ relation: 'self', url: `${EHR}/${type}?patient=p1` }],
  ...(resources.length ? { entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })) } : {}),
});

export const draft = (change: (order: Part) => void = () => undefined): Part => {
  const made = { ...order('o1'), status: 'draft', authoredOn: '2026-06-01' };
  change(made);
  return made;
};

export const drafts = (...orders: readonly Part[]): Part => ({
  resourceType: 'Bundle',
  entry: orders.map((resource) => ({ resource })),
});

export const hookCall = (hook: string, context: Part, more: Part = {}): Part => ({
  hook,
  hookInstance: randomUUID(),
  context: { userId: 'Practitioner/doctor', patientId: 'p1', ...context },
  prefetch: prefetchOf(),
  ...more,
});
export const signCall = (more: Part = {}, ...orders: readonly Part[]): Part =>
  hookCall('order-sign', { draftOrders: drafts(...(orders.length ? orders : [draft()])) }, more);

export const asking = (version: string, configuration?: Part): Part => ({
  extension: {
    'davinci-crd.requestedVersion': version,
    ...(configuration ? { 'davinci-crd.configuration': configuration } : {}),
  },
});

/** The doors of CDS Hooks over the same harness as all other doors, called as an EHR does: over HTTP. */
export const openHookHarness = async (change?: (harness: OpenedContainer) => OpenedContainer) => {
  const doorHarness = await openEndpointHarness(change);
  const handler = httpEntry(handlers, () => doorHarness.harness);
  const server = await startServer(0, {
    invoke: (_route, event) => runAs('CdsHooks', () => handler(event, lambdaContext('cds-hooks'))),
    aws: () => Promise.reject(new Error('no AWS here')),
  });
  const ask = async ({ method, path, headers, body }: Ask): Promise<HookAnswered> => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method,
      headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    const answered = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: answered,
      body: answered ? JSON.parse(answered) : undefined,
    };
  };
  const call = (body: unknown, service = 'order-sign-crd') =>
    ask({ method: 'POST', path: `/cds-services/${service}`, body });
  const close = async () => {
    await server.close();
    await doorHarness.close();
  };
  return { ...doorHarness, ask, call, close };
};
export type HookHarness = Awaited<ReturnType<typeof openHookHarness>>;

export const COVERAGE_INFORMATION = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';
export const statementsOn = (resource: Json): readonly Json[] =>
  (resource?.extension ?? []).filter((one: Json) => one.url === COVERAGE_INFORMATION);
/** Values of a part of a statement. */
export const said = (statement: Json, url: string): readonly Json[] =>
  statement.extension
    .filter((part: Json) => part.url === url)
    .map((part: Json) => Object.entries(part).find(([key]) => key !== 'url')?.[1]);

/** The same, reading what a call does not bring from an EHR that lends its token. */
export const openReadingHarness = async ({ origin }: Pick<EhrStub, 'origin'>) => {
  const harness = await openHookHarness((open) => ({
    ...open,
    ports: { ...open.ports, delegatedReads: makeDelegatedReads(makeOutbound({ privateOrigins: [origin] })) },
  }));
  await harness.ports.settings.put({ ...TENANT, outbound: [origin] });
  return harness;
};
