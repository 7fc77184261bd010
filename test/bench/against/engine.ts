import type { Server } from 'node:http';
import dynalite from 'dynalite';

/** What has reached one build's table, and gone back. */
export interface Traffic {
  readonly calls: number;
  readonly bytes: number;
}
export interface Table {
  readonly endpoint: string;
  traffic(): Traffic;
  close(): Promise<void>;
}

/** The embedded engine in memory, in this process; each build has a table of its own in it, since none reads what a later one wrote. */
export const openTable = async (): Promise<Table> => {
  const server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  let calls = 0;
  const sockets = new Set<{ readonly bytesRead: number; readonly bytesWritten: number }>();
  server.on('request', () => {
    calls++;
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    traffic: () => ({
      calls,
      bytes: [...sockets].reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0),
    }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
