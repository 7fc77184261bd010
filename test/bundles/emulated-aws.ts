import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { makeBus } from '../../infra/local/aws/bus.ts';
import { awsEndpoint } from '../../infra/local/aws/endpoint.ts';
import { type LocalQueue, makeLocalQueue } from '../../infra/local/aws/queue.ts';
import { sqsOperations } from '../../infra/local/aws/sqs.ts';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';

export interface EmulatedAws {
  readonly endpoint: string;
  readonly orders: LocalQueue;
  readonly deadLetters: LocalQueue;
  /** What was put on the bus. */
  readonly published: readonly BusEvent[];
  close(): Promise<void>;
}

/** Queue, dead letters, bus, and one secret, behind the address the SDK's clients are given. */
export const emulateAws = async (secret: { readonly arn: string; readonly text: string }): Promise<EmulatedAws> => {
  const published: BusEvent[] = [];
  const deadLetters = makeLocalQueue({ name: 'dead-letters', visibilityMs: 5_000 });
  const orders = makeLocalQueue({ name: 'orders', visibilityMs: 5_000 });
  const respond = awsEndpoint({
    ...makeBus([{ target: async (event) => void published.push(event) }]),
    ...sqsOperations([orders, deadLetters]),
    'secretsmanager.GetSecretValue': (input) =>
      (input as { SecretId?: string }).SecretId === secret.arn ? { SecretString: secret.text } : {},
  });
  const server = createServer(async (request, response) => {
    const { statusCode, headers, body } = await respond(String(request.headers['x-amz-target']), await text(request));
    response.writeHead(statusCode, headers as Record<string, string>).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders,
    deadLetters,
    published,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
