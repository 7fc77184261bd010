import { setTimeout as sleep } from 'node:timers/promises';
import type { EventBridgeClient, PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { EventPublisher, PublishedEvent } from '../../app/ports/ports.ts';
import { type AwsAddress, awsClient } from './aws-client.ts';

/** PutEvents takes no more. */
const ENTRIES_PER_CALL = 10;
const ATTEMPTS = 4;

interface BusAddress extends AwsAddress {
  readonly busName: string;
  /** The bus's `source` field of everything we publish. */
  readonly source: string;
}

/** The bus gives a repeated put a new id of its own, so ours travels inside the detail: consumers deduplicate by it. */
const entryOf = ({ id, type, at, detail }: PublishedEvent, { busName, source }: BusAddress): PutEventsRequestEntry => ({
  EventBusName: busName,
  Source: source,
  DetailType: type,
  Time: new Date(at),
  Detail: JSON.stringify({ id, ...detail }),
});

/**
 * Puts events on an EventBridge bus, ten a call. The call can succeed while some entries fail: those are put again,
 * and when they keep failing it throws, so that their delivery is made later. The client is loaded by the first
 * put: only the relay ever makes one.
 */
export const makeEventPublisher = (address: BusAddress): EventPublisher => {
  let client: EventBridgeClient | undefined;

  const putAll = async (entries: readonly PutEventsRequestEntry[], attempt = 1): Promise<void> => {
    const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
    client ??= new EventBridgeClient(awsClient(address));
    const { FailedEntryCount, Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    if (!FailedEntryCount) return;
    const failed = ({ ErrorCode }: PutEventsResultEntry) => ErrorCode !== undefined;
    const refused = entries.filter((_, index) => failed(Entries[index] ?? {}));
    if (attempt === ATTEMPTS || refused.length === 0)
      throw new Error(`The bus refused ${FailedEntryCount} events: ${Entries.find(failed)?.ErrorCode ?? 'no code'}`);
    await sleep(Math.random() * 50 * 2 ** attempt);
    await putAll(refused, attempt + 1);
  };

  return {
    publish: async (events) => {
      const entries = events.map((event) => entryOf(event, address));
      for (let start = 0; start < entries.length; start += ENTRIES_PER_CALL)
        await putAll(entries.slice(start, start + ENTRIES_PER_CALL));
    },
  };
};
