import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bundle, FhirResource } from 'fhir/r4';
import { makeEhrWrites } from './ehr-writes.ts';

/** How a resource type behaves when it is asked for; `times` of them, then well again. */
export type Mood =
  | { readonly is: 'slow'; readonly ms: number }
  | { readonly is: 'status'; readonly status: number; readonly times?: number; readonly retryAfter?: string }
  | { readonly is: 'malformed' | 'html' | 'hangs-up' | 'notice' }
  | { readonly is: 'says'; readonly body: object }
  | { readonly is: 'redirect' | 'elsewhere'; readonly to: string };

export interface EhrAsk {
  readonly method: string;
  /** Path and query below the base. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Stop = (ask: EhrAsk) => Promise<void> | void;

const PEOPLE = ['subject', 'patient', 'beneficiary'] as const;

const isOf = (resource: FhirResource, patient: string): boolean =>
  PEOPLE.some((element) => {
    const owner: unknown = Reflect.get(resource, element);
    return JSON.stringify(owner ?? '').includes(`"Patient/${patient}"`);
  });

/**
 * The FHIR server of an EHR with what a test puts there: reads, searches by patient with pages, writes, and bad moods.
 * A mood is of a type (`Condition`), or of one method on it (`PATCH ServiceRequest`).
 */
export const startEhrStub = async (port = 0) => {
  const charts: FhirResource[] = [];
  const written: FhirResource[] = [];
  const writes = makeEhrWrites(charts, (resource) => written.push(resource));
  const moods = new Map<string, Mood>();
  const asked: EhrAsk[] = [];
  const left = new Map<string, number>();
  /** Tokens taken; none = everybody is let in. */
  const tokens = new Set<string>();
  const settings = { pageSize: 100 };
  /** Where a test may step in: before anything is done about a call, and after a write of which the caller knows nothing yet. */
  const stops: { before?: Stop; written?: Stop } = {};

  const send = (response: ServerResponse, status: number, body: object | string, type = 'application/fhir+json') =>
    response.writeHead(status, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body));
  const outcome = (code: string) => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });

  const search = (type: string, query: URLSearchParams): Bundle => {
    const patient = query.get('patient');
    const since = query.get('_lastUpdated')?.replace(/^ge/, '') ?? '';
    const hits = charts
      .filter(({ resourceType }) => resourceType === type)
      .filter((one) => patient === null || isOf(one, patient))
      .filter(({ meta }) => (meta?.lastUpdated ?? '9') >= since);
    const page = Number(query.get('page') ?? 0);
    const shown = hits.slice(page * settings.pageSize, (page + 1) * settings.pageSize);
    const address = (number: number) => {
      query.set('page', String(number));
      return `${base}/${type}?${query}`;
    };
    const self = `${base}/${type}?${[...query]
      .filter(([name]) => name !== 'page')
      .map((pair) => pair.join('='))
      .join('&')}`;
    const next = (page + 1) * settings.pageSize < hits.length ? [{ relation: 'next', url: address(page + 1) }] : [];
    const entry = shown.map((resource) => ({ fullUrl: `${base}/${type}/${resource.id}`, resource }));
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total: hits.length,
      link: [{ relation: 'self', url: self }, ...next],
      ...(entry.length ? { entry } : {}),
    };
  };

  const spoil = async (mood: Mood | undefined, type: string, response: ServerResponse): Promise<boolean> => {
    if (!mood) return false;
    if (mood.is === 'slow') await new Promise((resolve) => setTimeout(resolve, mood.ms));
    if (mood.is === 'slow' || mood.is === 'elsewhere' || mood.is === 'notice') return false;
    if (mood.is === 'status') {
      const times = left.get(type) ?? mood.times ?? Number.POSITIVE_INFINITY;
      left.set(type, times - 1);
      if (times <= 0) return false;
      if (mood.retryAfter) response.setHeader('retry-after', mood.retryAfter);
      send(response, mood.status, outcome('exception'));
    } else if (mood.is === 'says') send(response, 200, mood.body);
    else if (mood.is === 'malformed') send(response, 200, '{"resourceType":"Bundle",');
    else if (mood.is === 'html') send(response, 200, '<html>Please log in</html>', 'text/html');
    else if (mood.is === 'hangs-up') response.destroy();
    else if (mood.is === 'redirect') response.writeHead(302, { location: mood.to }).end();
    return true;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = (request.url ?? '').replace(/^\/fhir\//, '');
    const method = request.method ?? '';
    const ask = { method, path, headers: request.headers, body: String(Buffer.concat(chunks)) };
    asked.push(ask);
    await stops.before?.(ask);
    const [name = '', query = ''] = path.split('?');
    const [type = '', id] = name.split('/');
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (tokens.size && !tokens.has(token)) return void send(response, 401, outcome('login'));
    const mood = moods.get(`${method} ${type}`) ?? moods.get(type);
    if (await spoil(mood, type, response)) return;
    const done = writes.answer(ask);
    if (done) {
      await stops.written?.(ask);
      return void send(response, done.status, done.body);
    }
    if (id) {
      const found = charts.find((one) => one.resourceType === type && one.id === id);
      return void send(response, found ? 200 : 404, found ?? outcome('not-found'));
    }
    const found = search(type, new URLSearchParams(query));
    if (mood?.is === 'notice')
      found.entry = [...(found.entry ?? []), { resource: outcome('incomplete') as FhirResource }];
    if (mood?.is === 'elsewhere') found.link = [...(found.link ?? []), { relation: 'next', url: mood.to }];
    send(response, 200, found);
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = `${origin}/fhir`;
  return {
    base,
    origin,
    charts,
    moods,
    asked,
    tokens,
    settings,
    stops,
    writing: writes.settings,
    /** Orders as they stood after each write. */
    written,
    /** As new: no chart, no moods, nothing asked. */
    forget: () => {
      charts.length = 0;
      asked.length = 0;
      written.length = 0;
      settings.pageSize = 100;
      for (const one of [moods, left, tokens]) one.clear();
    },
    /** Search and read paths asked for, without their queries. */
    names: () => asked.map(({ path }) => path.split('?')[0] ?? '').sort(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
export type EhrStub = Awaited<ReturnType<typeof startEhrStub>>;
