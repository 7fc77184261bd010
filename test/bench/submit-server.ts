import type { BatchGetCommand, BatchWriteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ensureTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { LOCAL_TABLE, setEnvironment } from '../../infra/local/environment.ts';
import { startServer } from '../../infra/local/http/server.ts';
import { seed } from '../../infra/local/seed.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { LeanDocumentClient } from '../../shared/adapters/dynamodb/lean-client.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';

/**
 * One process: the embedded engine on disk, and in front of it, behind the same HTTP server, either the real doors or a
 * floor that only makes the same calls. The relay, a function of its own in the cloud, is left out of both.
 */
const [mode = 'service', dataDir = ''] = process.argv.slice(2);
/** Id of the order in the demo's message; every request has its own. */
const DEMO_ORDER = 'demo-order-1';

type Command = InstanceType<typeof BatchGetCommand | typeof BatchWriteCommand | typeof PutCommand>;
const recorded: Command[] = [];
let recording = false;

/** The commands of one real call, taken where every store sends them. */
const send = LeanDocumentClient.prototype.send;
Object.defineProperty(LeanDocumentClient.prototype, 'send', {
  value(this: DynamoDBDocumentClient, command: Command, ...rest: []) {
    if (recording) recorded.push(command);
    return Reflect.apply(send, this, [command, ...rest]);
  },
});

type Change = (text: string) => string;
const changed = (value: unknown, change: Change): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => changed(one, change));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof Set) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one, change)]));
};

const RANDOM_ID = /[0-9a-f]{32,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** The random ids and digests of the recorded call, such as the id of its audit entry: every call has its own. */
const randomIds = (): readonly string[] => {
  const found = new Set<string>();
  for (const { input } of recorded)
    changed(input, (text) => {
      for (const [id] of text.matchAll(RANDOM_ID)) found.add(id);
      return text;
    });
  return [...found];
};

/** A handler in our handler's place: makes the calls one after the other and answers with as many bytes. */
const startFloor = async (client: DynamoDBDocumentClient, body: string): Promise<number> => {
  let count = 0;
  const random = randomIds();
  const handler = async () => {
    const id = `floor-${++count}`;
    const renamed: Change = (text) =>
      random.reduce((now, one) => now.replaceAll(one, id), text.replaceAll(DEMO_ORDER, id));
    for (const command of recorded) {
      const make = command.constructor as new (input: unknown) => Command;
      await client.send(new make(changed(command.input, renamed)) as PutCommand);
    }
    return { statusCode: 200, headers: { 'content-type': 'application/fhir+json' }, body };
  };
  return (await startServer(0, { invoke: handler, aws: noAws })).port;
};

const noAws = () => Promise.reject(new Error('no AWS here'));
const engine = await startDynamodb({ dataDir });
setEnvironment({ port: 0, dataDir, auth: 'open' }, { url: '', dynamodbEndpoint: engine.endpoint, secret: 'bench' });
const { invokeFunction } = await import('../../infra/local/functions.ts');
const { container } = await import('../../shared/lambda/open-container.ts');
const client = dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint });
await ensureTable(client, tableDefinition(LOCAL_TABLE));
await seed(container());
const server = await startServer(0, {
  invoke: invokeFunction,
  aws: noAws,
});

process.on('message', async (message: 'cpu' | { readonly path: string; readonly body: string }) => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage();
    return process.send?.({ cpuSeconds: (user + system) / 1e6 });
  }
  const ask = (body: string) =>
    fetch(`http://127.0.0.1:${server.port}${message.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body,
    });
  await ask(message.body.replaceAll(DEMO_ORDER, 'bench-first'));
  recording = true;
  const answered = await ask(message.body);
  recording = false;
  if (answered.status !== 200) throw new Error(`The service answered ${answered.status}: ${await answered.text()}`);
  const port = mode === 'floor' ? await startFloor(client, await answered.text()) : server.port;
  return process.send?.({ port, calls: recorded.map((command) => command.constructor.name.replace('Command', '')) });
});
process.send?.({ ready: true });
