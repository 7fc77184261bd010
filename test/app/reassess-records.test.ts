import { afterAll, beforeAll, expect, test } from 'vitest';
import { rulesSweep } from '../../functions/schedules/rules-sweep.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { RuleBook } from '../../shared/app/ports/rules.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const recordOf = async (orderId: string) =>
  (await harness.ports.authorizations.load(tenantId('clinic'), [{ source: 'north', orderId }], [])).records[0];

beforeAll(async () => {
  harness = await openEndpointHarness();
  for (const id of ['ahead', 'approved']) await post('/r4/ServiceRequest/$assess', orderMessage(id));
  await post(
    '/r4/ServiceRequest/$assess',
    orderMessage('behind', (order) => {
      order.occurrenceDateTime = '2026-05-15';
    }),
  );
  const decision = decisionMessage('approved', {
    number: ['String', 'N-1'],
    period: ['Period', { end: '2026-07-09' }],
  });
  await post('/r4/ServiceRequest/approved/$record-decision', decision);
});
afterAll(() => harness.close());

/** The same rules, and from now on a version that needs no authorization for anything. */
const withNewVersion = (rules: RuleBook): RuleBook => ({
  ...rules,
  select: (payer, date) => {
    const bundle = rules.select(payer, date);
    if (!bundle || bundle === 'ambiguous') return bundle;
    const { ruleset } = bundle;
    const policies = Object.fromEntries(
      Object.entries(ruleset.policies).map(([group, policy]) => [
        group,
        { ...policy, priorAuth: { value: 'not-required', evidence: 'verified' } },
      ]),
    ) as typeof ruleset.policies;
    return { ...bundle, hash: 'new', ruleset: { ...ruleset, id: `${ruleset.id}-new`, policies } };
  },
});

test('while the rules stay what they are nothing is touched', async () => {
  const before = await harness.scan();
  await rulesSweep(harness.harness);
  expect(await harness.scan()).toEqual(before);
});

test('a version that took effect answers what lies ahead again, once, and leaves decisions and the past alone', async () => {
  const before = await recordOf('behind');
  const { ports } = harness.harness;
  Object.assign(ports, { rules: withNewVersion(ports.rules) });
  await rulesSweep(harness.harness);
  expect(await recordOf('ahead')).toMatchObject({
    version: 2,
    state: 'not-required',
    history: [{ what: 'reassessed', by: 'rules', from: 'information-needed' }, {}],
  });
  expect(await recordOf('approved')).toMatchObject({ version: 3, state: 'approved', approval: { number: 'N-1' } });
  expect(await recordOf('behind')).toEqual(before);
  const after = await harness.scan();
  await rulesSweep(harness.harness);
  expect(await harness.scan()).toEqual(after);
});
