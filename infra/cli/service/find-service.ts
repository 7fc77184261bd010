import { readSettings } from '../../local/settings.ts';
import { findRunning } from '../../local/storage/running.ts';

/** URL of the service a command calls: the given one, the one running on the local data, or the default. */
export const findService = async (given: string | undefined): Promise<string> => {
  if (given) return given.replace(/\/$/, '');
  const { dataDir, port } = readSettings(process.env);
  return (await findRunning(dataDir))?.url ?? `http://localhost:${port || 3000}`;
};
