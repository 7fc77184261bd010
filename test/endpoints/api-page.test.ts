import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { EXAMPLES, isShown, page, ROOT } from '../support/api-examples.ts';
import { type Ask, type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';

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
    // CDS Hooks and the payer's side have pages of their own, tokens stand in security.md; a pack is made by a command (rules.md).
    const ours = ROUTES.filter((route) => !['auth', 'cds-hooks', 'rule-packs', 'pas'].includes(route.function));
    const unshown = new Set(ours.map(({ handler }) => handler).filter((handler) => !shown.has(handler)));
    // A request needs a whole order and a payer: `requests.test.ts` tries what the page says of it.
    // So does a question to a payer: `ask-eligibility.test.ts`.
    // So do webhooks: `webhook-messages.test.ts`.
    const webhooks = ['webhook-list', 'webhook-messages', 'webhook-resend'];
    const requests = ['prepare-request', 'send-request', 'withdraw-request', 'requests', 'request-sheet', 'exchanges'];
    expect(unshown).toEqual(
      new Set(['ask-eligibility', 'notify', 'response-read', 'audit-read', 'llms', 'page', ...requests, ...webhooks]),
    );
    for (const type of ['CoverageEligibilityResponse', 'AuditEvent']) expect(page).toContain(`GET /r4/${type}/{id}`);
  });
});

const doorOf = ({ method, path }: Ask) =>
  ROUTES.filter((route) => route.method === method)
    .toSorted((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))
    .find((route) =>
      new RegExp(`^${route.path.replace(/[$?]/g, '\\$&').replace('{id}', '[^/]+')}$`).test(path.split('?')[0]!),
    )?.handler;
