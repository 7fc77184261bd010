import type { Random } from '../../infra/cli/falsify/random.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import type { Ask } from '../support/endpoint-harness.ts';
import { MARKS } from '../support/endpoint-messages.ts';
import { NUMBERS, TEXTS, TIMES } from './hostile.ts';
import { type GivenAnswer, makeAnswer } from './make-answer.ts';
import { mutate, textOf } from './mutate.ts';
import { SEEDS } from './seeds.ts';

/** A call of a door, an event on the bus, or what another system answers to us. */
export type Input =
  | { readonly is: 'call'; readonly door: string; readonly ask: Ask }
  | { readonly is: 'event'; readonly door: string; readonly body: string }
  | GivenAnswer;

const JSON_TYPE = 'application/fhir+json';
const TYPES = ['application/json', 'application/json+fhir', 'text/csv', 'text/plain', 'application/xml', '', 'a/b;c'];
const WORDS = ['patient', 'focus', 'identifier', 'business-status', 'status', 'period', 'created', 'request', 'source'];
const SEARCHES = [
  ...WORDS,
  '_count',
  '_cursor',
  '_format',
  '_id',
  'url',
  'agent',
  'date',
  'target',
  'payer',
  '__proto__',
];
const VALUES = [
  ...MARKS,
  'known',
  'ServiceRequest/known',
  'Patient/p1',
  'http://x|y',
  'ge2026-01',
  'approved',
  'north',
];

const textFrom = (random: Random): string =>
  random.pick<() => string>([
    () => random.pick(TEXTS),
    () => random.pick(TIMES),
    () => String(random.pick(NUMBERS)),
    () => random.pick(VALUES),
  ])();
/** Lone surrogates cannot be written in an address. */
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text.slice(0, 2_000)).toString());

const queryOf = (random: Random): string => {
  const pairs = Array.from(
    { length: random.int(4) },
    () => `${encoded(random.pick(SEARCHES))}=${encoded(textFrom(random))}`,
  );
  return pairs.length ? `?${pairs.join('&')}` : '';
};

const plain = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]/g, '?')
    .trim()
    .slice(0, 2_000);

const headersOf = (random: Random, door: string): Record<string, string> => {
  const headers: Record<string, string> = { 'content-type': JSON_TYPE };
  if (door === 'notify' || door === 'payer-notice') headers.authorization = 'Bearer secret-of-north';
  if (random.chance(0.03)) headers['content-type'] = random.pick(TYPES);
  if (random.chance(0.02)) headers.accept = random.pick([...TYPES, 'application/fhir+json;fhirVersion=4.0']);
  if (random.chance(0.05)) headers['idempotency-key'] = random.pick(['a', 'b', plain(random.pick(TEXTS))]);
  if (random.chance(0.03)) headers['if-match'] = random.pick(['W/"1"', '*', '"', plain(random.pick(TEXTS))]);
  if (random.chance(0.02))
    headers.authorization = random.pick(['Bearer', 'Basic eDp5', `Bearer ${plain(random.pick(TEXTS))}`]);
  if (random.chance(0.02)) headers.prefer = random.pick(['return=minimal', plain(random.pick(TEXTS))]);
  if (random.chance(0.01)) headers['content-encoding'] = random.pick(['gzip', 'identity', 'br']);
  return headers;
};

const READS: readonly string[] = ['GET', 'DELETE'];
const idOnFile = (path: string): string => {
  if (/Claim|Subscription/.test(path)) return 'on-file';
  return /request/.test(path) ? 'asked' : 'known';
};

/** A search or read of any door, or any address at all. */
const reading = (random: Random): Input => {
  const route = random.pick(ROUTES.filter(({ method, path }) => READS.includes(method) || path.endsWith('_search')));
  const onFile = idOnFile(route.path);
  const path = route.path.replace(/\{\w+\}/g, () => (random.chance(0.4) ? onFile : encoded(textFrom(random)) || 'x'));
  const method = random.chance(0.03)
    ? random.pick(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'] as const)
    : route.method;
  const headers = headersOf(random, route.handler);
  if (READS.includes(method))
    return { is: 'call', door: route.handler, ask: { method, path: path + queryOf(random), headers } };
  const type = random.chance(0.9) ? 'application/x-www-form-urlencoded' : random.pick(TYPES);
  const ask = {
    method,
    path: path + queryOf(random),
    body: queryOf(random).slice(1),
    headers: { ...headers, 'content-type': type },
  };
  return { is: 'call', door: route.handler, ask };
};

const csv = (random: Random): Input => {
  const row = () => Array.from({ length: random.int(6) }, () => textFrom(random)).join(random.pick([',', ';', '\t']));
  const body = [
    random.pick(['order,start,code', 'order,start', 'start', row()]),
    ...Array.from({ length: random.int(9) }, row),
  ];
  const headers = { 'content-type': 'text/csv', ...(random.chance(0.5) ? { accept: 'text/csv' } : {}) };
  const ask = {
    method: 'POST' as const,
    path: '/r4/$worklist',
    headers,
    body: body.join(random.pick(['\n', '\r\n', '\r'])),
  };
  return { is: 'call', door: 'worklist', ask };
};

const token = (random: Random): Input => {
  const fields = ['grant_type', 'client_assertion', 'client_assertion_type', 'scope', 'client_id', textFrom(random)];
  const words = [
    'client_credentials',
    'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    'e30.e30.',
    textFrom(random),
  ];
  const body = fields
    .map((field) => `${encoded(field)}=${encoded(random.pick(words))}`)
    .slice(random.int(4))
    .join('&');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { is: 'call', door: 'token', ask: { method: 'POST', path: '/r4/auth/token', headers, body } };
};

/** One input, made of its random numbers alone. */
export const makeInput = (random: Random): Input => {
  const kind = random.int(100);
  if (kind < 12) return reading(random);
  if (kind < 14) return csv(random);
  if (kind < 15) return token(random);
  if (kind < 25) return makeAnswer(random);
  const seed = random.pick(random.pick(SEEDS));
  const body = textOf(mutate(seed.message, random), random);
  if (seed.door.endsWith('-event')) return { is: 'event', door: seed.door, body };
  const path = random.chance(0.03) ? seed.path.replace('known', () => encoded(textFrom(random)) || 'x') : seed.path;
  const query = random.chance(0.1) ? queryOf(random) : '';
  const { method = 'POST' } = seed;
  return {
    is: 'call',
    door: seed.door,
    ask: { method, path: path + query, headers: headersOf(random, seed.door), body },
  };
};
