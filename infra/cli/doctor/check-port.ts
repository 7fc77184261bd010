import { createServer } from 'node:net';
import type { CheckUp } from './check-up.ts';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** `url`: the service running on the local data, which may use the port. */
export const checkPort = async (port: number, url: string | undefined): Promise<CheckUp> => {
  const what = 'port';
  if (url) return { what, is: 'ok', says: `a service runs at ${url}` };
  if (port === 0) return { what, is: 'ok', says: 'any free one is taken' };
  return (await isFree(port))
    ? { what, is: 'ok', says: `${port} is free` }
    : { what, is: 'problem', says: `${port} is taken by another program: npm start -- --port ${port + 1}` };
};
