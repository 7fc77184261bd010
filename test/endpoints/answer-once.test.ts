import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOnce } from '../../shared/lambda/answer-once.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';

let desk: EndpointHarness;
const sent: unknown[] = [];
beforeAll(async () => {
  desk = await openEndpointHarness((opened) => ({
    ...opened,
    ports: { ...opened.ports, events: { publish: async (events) => void sent.push(events) } },
  }));
});
afterAll(() => desk.close());

test('the order a function answers while it starts is read and decided, and leaves nothing', async () => {
  const opened: string[] = [];
  const { rules } = desk.harness.ports;
  const watched = {
    ...desk.harness,
    ports: {
      ...desk.harness.ports,
      rules: {
        ...rules,
        select: (payer: string, date: string) => {
          opened.push(payer);
          return rules.select(payer, date);
        },
      },
    },
  };
  const served = ['cigna-commercial', 'original-medicare', 'highmark'];
  const calls = await desk.callsOf(() => answerOnce(watched, { ...TENANT, payersServed: served }));
  expect(new Set(opened)).toEqual(new Set(['cigna-commercial', 'original-medicare']));
  expect(calls).toEqual({});
  expect(sent).toEqual([]);
});
