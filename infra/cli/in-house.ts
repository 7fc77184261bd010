import { type House, house } from '../../shared/lambda/container.ts';
import { readSettings } from '../local/settings.ts';
import { withHouse } from '../local/with-house.ts';

/** The environment names a deployment, as its functions see it: TABLE_NAME, HASH_SECRET, QUEUE_URL and a region. */
export const isDeployed = (): boolean => Boolean(process.env.TABLE_NAME);

/** Lets a command work on the deployment the environment names, with the rights of whoever runs it; else on local data. */
export const inHouse = <T>(work: (opened: House) => Promise<T>): Promise<T> =>
  isDeployed() ? work(house()) : withHouse(readSettings(process.env), work);
