import { sealTrails } from '../../functions/schedules/audit-seal.ts';
import { relay, rules, seal, sweep } from '../../functions/schedules/index.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { repairIndexes } from '../../shared/adapters/dynamodb/records/repair-indexes.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';
import { container, type OpenedContainer } from '../../shared/lambda/open-container.ts';
import { ensureTable, startDynamodb } from './dynamodb.ts';
import { LOCAL_TABLE, setEnvironment } from './environment.ts';
import { invokeFunction } from './functions.ts';
import { startServer } from './http/server.ts';
import { makeLocalAws } from './local-aws.ts';
import { seed } from './seed.ts';
import type { LocalSettings } from './settings.ts';
import { openDataFolder } from './storage/data-folder.ts';
import { startTicker } from './ticker.ts';
import { writeEvent } from './write-event.ts';

export interface LocalService {
  readonly url: string;
  /** Heads rewritten after an unclean stop; undefined after a clean one. */
  readonly repaired?: number;
  /** Order events still waiting from the last run. */
  readonly requeued: number;
  readonly close: () => Promise<void>;
}

/** Observes what the service publishes. */
type Watch = (event: BusEvent) => void;

const RELAY_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 5_000;
const RULES_EVERY_MS = 3_600_000;
const SEAL_EVERY_MS = 600_000;
/** More than can ever wait: they are only ids. */
const ALL = 1_000_000;

type Closer = () => Promise<void>;

/** Starts the whole service in this process, only once: the functions keep what they opened until it exits. */
export const startService = async (settings: LocalSettings, watch?: Watch): Promise<LocalService> => {
  const closers: Closer[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await open(settings, watch, (closer) => closers.push(closer))), close };
  } catch (error) {
    await close();
    throw error;
  }
};

const open = async (
  settings: LocalSettings,
  watch: Watch | undefined,
  onClose: (closer: Closer) => void,
): Promise<Omit<LocalService, 'close'>> => {
  const folder = await openDataFolder(settings.dataDir);
  onClose(folder.release);
  const engine = settings.dynamodbEndpoint
    ? undefined
    : await startDynamodb({ dataDir: folder.at('dynamodb') ?? ':memory:' });
  if (engine) onClose(engine.close);
  const dynamodbEndpoint = settings.dynamodbEndpoint ?? engine?.endpoint ?? '';

  const write = writeEvent(folder.at('events.jsonl'));
  const aws = makeLocalAws(async (event) => {
    watch?.(event);
    await write(event);
  });
  let letIn: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  let opened: OpenedContainer | undefined;
  // Behind the server's end and before the engine's: no entry follows, so the open hour is sealed as well.
  if (folder.at('audit')) onClose(async () => opened && sealTrails(opened, true));
  const published = process.env.PUBLIC_URL;
  const server = await startServer(settings.port, {
    ...(published ? { host: new URL(published).host } : {}),
    invoke: (route, event) => ready.then(() => invokeFunction(route, event)),
    aws: (target, body) => ready.then(() => aws.endpoint(target, body)),
  });
  onClose(server.close);
  const url = `http://localhost:${server.port}`;

  const { secret, tokenSecret } = folder;
  setEnvironment(settings, { url, dynamodbEndpoint, secret, tokenSecret });
  const repaired = await prepareTable(dynamodbEndpoint, folder.unclean);
  opened = container();
  const { ports } = opened;
  await seed(opened, folder.at);
  const waiting = await ports.inbox.waiting(ALL);
  for (const message of waiting) aws.requeue(message);
  const onError = (error: unknown): void =>
    ports.log.error('schedule-failed', { errorName: error instanceof Error ? error.name : 'unknown' });
  onClose(aws.start(onError).stop);
  onClose(startTicker(RELAY_EVERY_MS, relay, onError).stop);
  onClose(startTicker(SWEEP_EVERY_MS, sweep, onError).stop);
  onClose(startTicker(RULES_EVERY_MS, rules, onError).stop);
  if (folder.at('audit')) {
    const sealer = startTicker(SEAL_EVERY_MS, seal, onError);
    onClose(sealer.stop);
    sealer.soon();
  }
  await folder.announce({ url, dynamodbEndpoint });
  letIn();
  return { url, requeued: waiting.length, ...(repaired === undefined ? {} : { repaired }) };
};

/** Ensures the table exists; after an unclean stop restores its index rows. */
const prepareTable = async (endpoint: string, unclean: boolean): Promise<number | undefined> => {
  const client = dynamodbClient({ region: 'us-east-1', endpoint });
  await ensureTable(client, tableDefinition(LOCAL_TABLE));
  const repaired = unclean ? await repairIndexes({ client, tableName: LOCAL_TABLE }) : undefined;
  client.destroy();
  return repaired;
};
