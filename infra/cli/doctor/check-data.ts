import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { LocalSettings } from '../../local/settings.ts';
import { unwritable } from '../../local/storage/unwritable.ts';
import { inContainer, isDeployed } from '../in-container.ts';
import { sentenceOf } from '../refusal.ts';
import { callService } from '../service/call-service.ts';
import type { CheckUp } from './check-up.ts';

const nearest = (path: string): string => (existsSync(path) ? path : nearest(dirname(path)));

/** Writes and deletes a test file; permissions alone do not prove that writing works. */
export const checkFolder = async ({ dataDir }: LocalSettings): Promise<CheckUp> => {
  const what = 'data folder';
  if (dataDir === ':memory:') return { what, is: 'ok', says: 'nothing is kept: DATA_DIR is :memory:' };
  const folder = nearest(resolve(dataDir));
  try {
    await rm(await mkdtemp(join(folder, '.doctor-')), { recursive: true });
    return { what, is: 'ok', says: existsSync(dataDir) ? `${dataDir} can be written` : `${dataDir} can be made` };
  } catch (error) {
    return { what, is: 'problem', says: sentenceOf(unwritable(dataDir, error)) };
  }
};

const what = 'table';

/** Checks the running service, the deployment named in the environment, another engine, or the stored data. */
export const checkTable = async (
  { dataDir, dynamodbEndpoint }: LocalSettings,
  url: string | undefined,
): Promise<CheckUp> => {
  try {
    if (url) {
      const { status } = await callService(url, { path: '/health' });
      return status === 200
        ? { what, is: 'ok', says: `answers, through the service at ${url}` }
        : { what, is: 'problem', says: `does not answer: the service at ${url} says ${status}` };
    }
    if (!isDeployed() && !dynamodbEndpoint && !existsSync(join(dataDir, 'dynamodb')))
      return { what, is: 'ok', says: 'there is none yet; npm start makes it' };
    await inContainer(({ ports, config }) =>
      ports.authorizations.load(config.DEFAULT_TENANT, [{ source: 'doctor', orderId: 'doctor' }], []),
    );
    return { what, is: 'ok', says: 'answers' };
  } catch (error) {
    return { what, is: 'problem', says: `does not answer. ${sentenceOf(error)}` };
  }
};
