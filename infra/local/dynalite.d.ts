/** dynalite ships no types: this is the part we use. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  const dynalite: (options: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }) => Server;
  // biome-ignore lint/style/noDefaultExport: it is a CommonJS package
  export default dynalite;
}
