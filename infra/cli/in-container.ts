import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { container } from '../../shared/lambda/open-container.ts';
import { readSettings } from '../local/settings.ts';
import { withContainer } from '../local/with-container.ts';

/** Whether the environment names a deployment, as for its functions: TABLE_NAME, HASH_SECRET, QUEUE_URL and a region. */
export const isDeployed = (): boolean => Boolean(process.env.TABLE_NAME);

/** Gives a command access to the deployment named in the environment, with the caller's permissions; else to local data. */
export const inContainer = <T>(work: (opened: OpenedContainer) => Promise<T>): Promise<T> =>
  isDeployed() ? work(container()) : withContainer(readSettings(process.env), work);
