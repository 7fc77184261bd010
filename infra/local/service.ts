import { sealTrails } from '../../functions/schedules/audit-seal.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { keys } from '../../shared/adapters/dynamodb/table.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';
// Loaded with the rest: closing needs it, and then a signal to the whole group may have taken what compiles sources.
import '../../shared/adapters/manifests/folder-manifests.ts';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';
import { container, type OpenedContainer } from '../../shared/lambda/open-container.ts';
import { ensureTable, startDynamodb } from './dynamodb.ts';
import { LOCAL_TABLE, setEnvironment } from './environment.ts';
import { invokeFunction } from './functions.ts';
import { type ServePage, servePage } from './http/serve-page.ts';
import { serveSituations } from './http/serve-situations.ts';
import { startServer } from './http/server.ts';
import { listDeliveries } from './list-deliveries.ts';
import { makeLocalAws } from './local-aws.ts';
import { bundlePage } from './page/bundle-page.ts';
import { keepPublished } from './published-events.ts';
import { moveClock } from './sandbox/move-clock.ts';
import { startDemoDays } from './sandbox/start-demo-days.ts';
import { startSchedules } from './schedules/start-schedules.ts';
import { seed } from './seed.ts';
import type { LocalSettings } from './settings.ts';
import { openDataFolder } from './storage/data-folder.ts';
import { startRepair } from './storage/start-repair.ts';
import type { Ticker } from './ticker.ts';
import { writeEvent } from './write-event.ts';

export interface LocalService {
  readonly url: string;
  /** How the last one on this folder ended, and whether its index rows had to be put right, or still are while this one answers. */
  readonly lastStop: 'clean' | 'unclean' | 'repaired' | 'repairing';
  /** Order events still waiting from the last run. */
  readonly requeued: number;
  readonly close: () => Promise<void>;
}

/** Observes what the service publishes. */
type Watch = (event: BusEvent) => void;

/** A folder that is put right this soon is whole for the first call; nobody waits longer for a large one. */
const WHOLE_AFTER_MS = 3_000;
/** More than can ever wait: they are only ids. */
const ALL = 1_000_000;

type Closer = () => Promise<void>;

/** The page, and on an open service the situations it can fire. */
const servedAt =
  (page: ServePage, isOpen: boolean): ServePage =>
  async (...asked) =>
    (isOpen ? await serveSituations(...asked) : undefined) ?? page(...asked);

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
  const published = keepPublished();
  let demoDays: Ticker | undefined;
  const aws = makeLocalAws(
    async (event) => {
      watch?.(event);
      published.add(event);
      await write(event);
    },
    {
      'Stresspass.ListEvents': published.list,
      'Stresspass.ListWebhooks': listDeliveries(container),
      'Stresspass.MoveClock': moveClock(container, () => demoDays?.soon()),
    },
  );
  let letIn: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  let opened: OpenedContainer | undefined;
  // Behind the server's end and before the engine's: no entry follows, so the open hour is sealed as well.
  if (folder.at('audit')) onClose(async () => opened && sealTrails(opened, true));
  const publicUrl = process.env.PUBLIC_URL;
  const page = servePage(bundlePage(), settings.ehrOrigins ?? []);
  const server = await startServer(settings.port, {
    ...(publicUrl ? { host: new URL(publicUrl).host } : {}),
    invoke: (route, event) => ready.then(() => invokeFunction(route, event)),
    aws: (target, body) => ready.then(() => aws.endpoint(target, body)),
    page: servedAt(page, settings.auth === 'open'),
  });
  onClose(server.close);
  const url = `http://localhost:${server.port}`;

  const { secret, tokenSecret } = folder;
  setEnvironment(settings, { url, dynamodbEndpoint, secret, tokenSecret });
  const client = dynamodbClient({ region: 'us-east-1', endpoint: dynamodbEndpoint });
  onClose(async () => client.destroy());
  const table = { client, tableName: LOCAL_TABLE };
  await ensureTable(client, tableDefinition(LOCAL_TABLE));
  opened = container();
  const { ports } = opened;
  const repair =
    engine && folder.repair.isDue
      ? startRepair((signal) => engine.repair(LOCAL_TABLE, keys.headAt('').sk, signal), folder.repair, ports.log)
      : undefined;
  if (repair) onClose(repair.stop);
  await seed(opened, url, folder.at);
  const waiting = await ports.inbox.waiting(ALL);
  for (const message of waiting) aws.requeue(message);
  const onError = (error: unknown): void =>
    ports.log.error('schedule-failed', { errorName: error instanceof Error ? error.name : 'unknown' });
  onClose(aws.start(onError).stop);
  onClose(startSchedules({ table, engine, seals: folder.at('audit') !== undefined, clock: ports.clock, onError }));
  const isRepaired = await repair?.within(WHOLE_AFTER_MS);
  await folder.announce({ url, dynamodbEndpoint });
  letIn();
  // Behind the open door: nobody waits for the sandbox.
  if (settings.demoDay) {
    demoDays = startDemoDays(opened, onError);
    onClose(demoDays.stop);
  }
  const lastStop = repair ? (isRepaired ? 'repaired' : 'repairing') : folder.lastStop;
  return { url, requeued: waiting.length, lastStop };
};
