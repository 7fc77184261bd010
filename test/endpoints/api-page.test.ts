import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { type Ask, type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';

const ROOT = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/api.md', ROOT), 'utf8');

/** A command of the page and the shortened answer printed under it. */
const EXAMPLES = [...page.matchAll(/```sh\n(.*?)\n```\n\n```json\n(.*?)\n```/gs)].map(
  ([, command = '', answer = '']) => ({
    command,
    answer: JSON.parse(answer),
  }),
);

/** The few ways in which the page uses curl. */
const askOf = (command: string): Ask => {
  const [, url = ''] = /curl -s '(?:http:\/\/localhost:3000)([^']*)'/.exec(command) ?? [];
  const [, type] = /-H 'content-type: ([^']+)'/.exec(command) ?? [];
  const [, file, text] = /-d (?:@(\S+)|'([^']*)')/.exec(command) ?? [];
  const body = file ? readFileSync(new URL(file, ROOT), 'utf8') : text;
  return {
    method: body === undefined ? 'GET' : 'POST',
    path: url,
    ...(body === undefined ? {} : { body }),
    ...(type ? { headers: { 'content-type': type } } : {}),
  };
};

/** Everything printed is there: objects in part, lists in any order, texts up to their `…`. */
const isShown = (shown: unknown, whole: unknown): boolean => {
  if (typeof shown === 'string' && typeof whole === 'string')
    return shown.endsWith('…') ? whole.startsWith(shown.slice(0, -1)) : whole === shown;
  if (Array.isArray(shown))
    return Array.isArray(whole) && shown.every((one) => whole.some((other) => isShown(one, other)));
  if (typeof shown === 'object' && shown !== null && typeof whole === 'object' && whole !== null)
    return Object.entries(shown).every(([name, value]) => isShown(value, Reflect.get(whole, name)));
  return shown === whole;
};

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
  await harness.ports.settings.put({ ...TENANT, sources: [{ id: 'demo-ehr', name: 'EHR of the demo hospital' }] });
});
afterAll(() => harness.close());

describe('docs/api.md', () => {
  test.each(EXAMPLES)('$command', async ({ command, answer }) => {
    // Time goes on between two commands: the newest answer is the last one given.
    harness.time.now = new Date(Date.parse(harness.time.now) + 1_000).toISOString();
    const { body } = await harness.ways.http(askOf(command));
    expect(isShown(answer, body), JSON.stringify(body).slice(0, 3000)).toBe(true);
  });

  test('shows every door', () => {
    const shown = new Set(EXAMPLES.map(({ command }) => doorOf(askOf(command))));
    // CDS Hooks have a page and samples of their own, tokens stand in security.md.
    const ours = ROUTES.filter((route) => !['auth', 'cds-hooks'].includes(route.function));
    const unshown = new Set(ours.map(({ handler }) => handler).filter((handler) => !shown.has(handler)));
    expect(unshown).toEqual(new Set(['notify', 'response-read', 'audit-read']));
    for (const type of ['CoverageEligibilityResponse', 'AuditEvent']) expect(page).toContain(`GET /r4/${type}/{id}`);
  });
});

const doorOf = ({ method, path }: Ask) =>
  ROUTES.filter((route) => route.method === method)
    .toSorted((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))
    .find((route) =>
      new RegExp(`^${route.path.replace(/[$?]/g, '\\$&').replace('{id}', '[^/]+')}$`).test(path.split('?')[0]!),
    )?.handler;
