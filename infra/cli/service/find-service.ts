import { findRunning } from '../../local/running.ts';
import { readSettings } from '../../local/settings.ts';

/** Address of the service a command talks to: the one it was given, the one that runs on the local data, or where one would. */
export const findService = async (given: string | undefined): Promise<string> => {
  if (given) return given.replace(/\/$/, '');
  const { dataDir, port } = readSettings(process.env);
  return (await findRunning(dataDir))?.url ?? `http://localhost:${port || 3000}`;
};
