import { afterEach, expect, test } from 'vitest';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { type EventHarness, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { answered, requestableOrder, SUBMITTING, standInPayer } from '../support/requests.ts';

/** Days a payer gives are days where the test is done, also at their ends and when the clocks change. */
let harness: EventHarness;
afterEach(() => harness.close());

test.each<[start: string, end: string, slot: string, answer: string]>([
  ['2026-12-10', '2026-12-10', '2026-12-10T00:30:00-05:00', 'yes'],
  ['2026-12-10', '2026-12-10', '2026-12-10T23:30:00-05:00', 'yes'],
  ['2026-12-10', '2026-12-10', '2026-12-11T04:30:00Z', 'yes'],
  ['2026-12-10', '2026-12-10', '2026-12-10T04:30:00Z', 'no'],
  ['2026-12-10', '2026-12-10', '2026-12-11T05:30:00Z', 'no'],
  ['2026-11-26', '2026-12-31', '2026-11-26T04:59:00Z', 'no'],
  ['2026-11-26', '2026-12-31', '2026-11-26T05:01:00Z', 'yes'],
  // From 2027-03-14 on the site is four hours behind UTC, not five.
  ['2026-12-10', '2027-03-14', '2027-03-15T03:30:00Z', 'yes'],
  ['2026-12-10', '2027-03-14', '2027-03-15T04:30:00Z', 'no'],
])('%s to %s, a slot at %s: %s', async (start, end, slot, said) => {
  harness = await openEventHarness(SUBMITTING);
  const payer = standInPayer((asked) => answered(asked, { number: 'AUTH-1', window: { start, end } }));
  Object.assign(harness.ports, { payerChannels: payer.channel });
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder('o1') } });
  await harness.drain();
  await harness.relay();
  const asked = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: slot }] };
  const { body } = await bookable(requestTo('bookable', { id: 'o1' }, asked), harness.harness);
  expect((body as Part).parameter.find(({ name }: Part) => name === 'answer').valueCode).toBe(said);
});
