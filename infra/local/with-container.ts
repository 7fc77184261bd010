import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { container } from '../../shared/lambda/open-container.ts';
import { ensureTable, startDynamodb } from './dynamodb.ts';
import { LOCAL_TABLE, setEnvironment } from './environment.ts';
import type { LocalSettings } from './settings.ts';
import { openDataFolder, secretIn } from './storage/data-folder.ts';
import { findRunning } from './storage/running.ts';

/** Gives a command access to the local data: through the running service, else by opening the folder itself. */
export const withContainer = async <T>(
  settings: LocalSettings,
  work: (container: OpenedContainer) => Promise<T>,
): Promise<T> => {
  const { dataDir } = settings;
  if (dataDir === ':memory:') throw new Error('There is no data folder to work on: DATA_DIR is :memory:.');
  const running = await findRunning(dataDir);
  if (running?.dynamodbEndpoint) {
    const { dynamodbEndpoint, url = '' } = running;
    setEnvironment(settings, { url, dynamodbEndpoint, secret: await secretIn(dataDir) });
    return work(container());
  }
  const folder = await openDataFolder(dataDir);
  const engine = settings.dynamodbEndpoint ? undefined : await startDynamodb({ dataDir: folder.at('dynamodb') ?? '' });
  try {
    const dynamodbEndpoint = settings.dynamodbEndpoint ?? engine?.endpoint ?? '';
    setEnvironment(settings, { url: '', dynamodbEndpoint, secret: folder.secret });
    const client = dynamodbClient({ region: 'us-east-1', endpoint: dynamodbEndpoint });
    await ensureTable(client, tableDefinition(LOCAL_TABLE));
    client.destroy();
    return await work(container());
  } finally {
    await engine?.close();
    await folder.release();
  }
};
