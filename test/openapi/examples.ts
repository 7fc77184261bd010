import { readFileSync } from 'node:fs';
import { matchRoute } from '../../infra/local/http/match-route.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { EXAMPLES, ROOT } from '../support/api-examples.ts';
import { type Answered, type Ask, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { operationIdOf } from './document.ts';

/** A call as the document shows it, and what the real handlers answered. */
export interface RecordedExample {
  readonly name: string;
  readonly says: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly request?: { readonly type: string; readonly value: unknown };
  readonly response?: { readonly type: string; readonly value: unknown };
}

/** Longer answers are definitions; they are read where they are served. */
const MOST_SHOWN = 16_000;
const FHIR = 'application/fhir+json';

/** The few ways in which `docs/api.md` uses curl. */
const askOf = (command: string): Ask & { readonly file?: string } => {
  const [, path = ''] = /curl -s '(?:http:\/\/localhost:3000)([^']*)'/.exec(command) ?? [];
  const [, type] = /-H 'content-type: ([^']+)'/.exec(command) ?? [];
  const [, file, text] = /-d (?:@(\S+)|'([^']*)')/.exec(command) ?? [];
  const body = file ? readFileSync(new URL(file, ROOT), 'utf8') : text;
  return {
    method: body === undefined ? 'GET' : 'POST',
    path,
    ...(body === undefined ? {} : { body }),
    ...(type ? { headers: { 'content-type': type } } : {}),
    ...(file ? { file } : {}),
  };
};

const routeOf = ({ method, path }: Ask) => {
  const found = matchRoute(ROUTES, method, path.split('?')[0] ?? '');
  if (found.is !== 'route') throw new Error(`${method} ${path} is no endpoint.`);
  return found.route;
};

/** Every command of `docs/api.md`, in its order, which later ones rest on. */
export const shownCalls = () =>
  EXAMPLES.map(({ command }, index) => ({ ask: askOf(command), name: `example-${index + 1}` }));

const RANDOM_ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const CURSOR = /(?<=_cursor=)[\w-]+/g;

/** Random ids (of entries of the audit trail, of calls) as numbers in the order they are met, inside cursors too: made twice, the page is the same. */
const numberedIds = () => {
  const met = new Map<string, string>();
  const numbered = (id: string): string => {
    const known = met.get(id) ?? `00000000-0000-4000-8000-${String(met.size + 1).padStart(12, '0')}`;
    met.set(id, known);
    return known;
  };
  return (body: unknown): unknown =>
    body === undefined
      ? undefined
      : JSON.parse(
          JSON.stringify(body)
            .replace(RANDOM_ID, numbered)
            .replace(CURSOR, (cursor) =>
              Buffer.from(Buffer.from(cursor, 'base64url').toString().replace(RANDOM_ID, numbered)).toString(
                'base64url',
              ),
            ),
        );
};

const shownAs = (type: string, body: unknown): unknown =>
  type.endsWith('json') && typeof body === 'string' ? JSON.parse(body) : body;

const recordOf = (
  { ask, name }: ReturnType<typeof shownCalls>[number],
  { status, body }: Answered,
): RecordedExample => {
  const route = routeOf(ask);
  const type = ask.headers?.['content-type'] ?? FHIR;
  const isShort = JSON.stringify(body).length <= MOST_SHOWN;
  return {
    name,
    says: ask.file ? `docs/api.md, with ${ask.file}` : 'docs/api.md',
    operationId: operationIdOf(route),
    method: ask.method,
    path: ask.path,
    ...(ask.body === undefined ? {} : { request: { type, value: shownAs(type, ask.body) } }),
    ...(status < 300 && isShort
      ? { response: { type: route.dialect === 'plain' ? 'application/json' : FHIR, value: body } }
      : {}),
  };
};

/** Runs them all against the real handlers, over real stores, with a clock that goes on by a second a call. */
export const recordExamples = async (): Promise<readonly (RecordedExample & { readonly status: number })[]> => {
  const harness = await openEndpointHarness();
  try {
    await harness.ports.settings.put({ ...TENANT, sources: [{ id: 'demo-ehr', name: 'EHR of the demo hospital' }] });
    const withoutChance = numberedIds();
    const recorded = [];
    for (const call of shownCalls()) {
      harness.time.now = new Date(Date.parse(harness.time.now) + 1_000).toISOString();
      const answered = await harness.ways.http(call.ask);
      recorded.push({
        ...recordOf(call, { ...answered, body: withoutChance(answered.body) }),
        status: answered.status,
      });
    }
    return recorded;
  } finally {
    await harness.close();
  }
};
