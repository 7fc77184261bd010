import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { awsClient } from '../../../shared/adapters/aws/aws-client.ts';

/** Puts an event on the bus of a running service, as an EHR does. */
export const putEvent = async (url: string, source: string, type: string, detail: unknown): Promise<void> => {
  const client = new EventBridgeClient(awsClient({ region: 'us-east-1', endpoint: url }));
  const entry = { Source: source, DetailType: type, Detail: JSON.stringify(detail) };
  const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries: [entry] }));
  client.destroy();
  if (FailedEntryCount) throw new Error(`The bus did not take the event ${type}.`);
};
