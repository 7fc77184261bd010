import { type LocalService, startService } from '../../local/service.ts';

/** Lets a command ask a service of its own, in memory: the endpoints are the real ones, nothing is on file and nothing stays. */
export const withOwnService = async <T>(work: (service: Pick<LocalService, 'url'>) => Promise<T>): Promise<T> => {
  const service = await startService({ port: 0, dataDir: ':memory:', auth: 'open' });
  try {
    return await work(service);
  } finally {
    await service.close();
  }
};
