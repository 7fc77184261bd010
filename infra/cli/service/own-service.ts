import { type LocalService, startService } from '../../local/service.ts';

/** Gives a command its own in-memory service: the endpoints are real, nothing is on file and nothing is kept. */
export const withOwnService = async <T>(work: (service: Pick<LocalService, 'url'>) => Promise<T>): Promise<T> => {
  const service = await startService({ port: 0, dataDir: ':memory:', auth: 'open' });
  try {
    return await work(service);
  } finally {
    await service.close();
  }
};
