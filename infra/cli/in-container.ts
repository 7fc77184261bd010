import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { container } from '../../shared/lambda/open-container.ts';
import { readSettings } from '../local/settings.ts';
import { withContainer } from '../local/with-container.ts';

/** The environment names a deployment, as its functions see it: TABLE_NAME, HASH_SECRET, QUEUE_URL and a region. */
export const isDeployed = (): boolean => Boolean(process.env.TABLE_NAME);

/** Lets a command work on the deployment the environment names, with the rights of whoever runs it; else on local data. */
export const inContainer = <T>(work: (opened: OpenedContainer) => Promise<T>): Promise<T> =>
  isDeployed() ? work(container()) : withContainer(readSettings(process.env), work);
