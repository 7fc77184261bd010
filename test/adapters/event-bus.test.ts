import { afterEach, describe, expect, test } from 'vitest';
import { makeEventPublisher } from '../../shared/adapters/aws/event-bus.ts';
import { type AwsReply, startAwsStandIn } from '../support/aws-stand-in.ts';

type Entry = { Detail: string; DetailType: string; Source: string; EventBusName: string; Time: number };

const event = (n: number) => ({
  id: `e${n}`,
  type: 'AuthorizationChanged',
  at: '2026-06-01T12:00:00.000Z',
  detail: { state: 'approved', n },
});
const events = (count: number) => Array.from({ length: count }, (_, index) => event(index));

let stop: () => void = () => undefined;
afterEach(() => stop());
const open = async (reply: AwsReply) => {
  const bus = await startAwsStandIn(reply);
  stop = bus.close;
  const publisher = makeEventPublisher({
    region: 'us-east-1',
    endpoint: bus.endpoint,
    busName: 'stresspass',
    source: 'stresspass',
  });
  const entries = () => bus.calls.map(({ input }) => (input as { Entries: Entry[] }).Entries);
  return { publisher, entries };
};
const accepted: AwsReply = ({ input }) => ({
  body: { FailedEntryCount: 0, Entries: (input as { Entries: Entry[] }).Entries.map((_, n) => ({ EventId: `b${n}` })) },
});
const refused = { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };

describe('publishing on the bus', () => {
  test('an event keeps its own id inside the detail, so that consumers can deduplicate', async () => {
    const { publisher, entries } = await open(accepted);
    await publisher.publish([event(7)]);
    const [[entry]] = entries() as [[Entry]];
    expect(entry).toMatchObject({
      EventBusName: 'stresspass',
      Source: 'stresspass',
      DetailType: 'AuthorizationChanged',
      Time: Date.parse('2026-06-01T12:00:00.000Z') / 1_000,
    });
    expect(JSON.parse(entry.Detail)).toEqual({ id: 'e7', state: 'approved', n: 7 });
  });

  test('puts ten per call, in order, and makes no call for no events', async () => {
    const { publisher, entries } = await open(accepted);
    await publisher.publish([]);
    expect(entries()).toEqual([]);
    await publisher.publish(events(23));
    expect(entries().map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(
      entries()
        .flat()
        .map(({ Detail }) => JSON.parse(Detail).n),
    ).toEqual(events(23).map((_, index) => index));
  });

  test('puts again only what failed', async () => {
    const { publisher, entries } = await open((call, count) =>
      count === 1
        ? { body: { FailedEntryCount: 1, Entries: [{ EventId: 'b0' }, refused, { EventId: 'b2' }] } }
        : accepted(call, count),
    );
    await publisher.publish(events(3));
    expect(entries().map((put) => put.map(({ Detail }) => JSON.parse(Detail).n))).toEqual([[0, 1, 2], [1]]);
  });

  test('gives up after four tries, naming the code and none of the content', async () => {
    const { publisher, entries } = await open(() => ({ body: { FailedEntryCount: 1, Entries: [refused] } }));
    await expect(publisher.publish([event(1)])).rejects.toThrow('refused 1 events: ThrottlingException');
    expect(entries()).toHaveLength(4);
  });
});
