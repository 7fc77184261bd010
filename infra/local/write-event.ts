import { appendFile } from 'node:fs/promises';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';

/** Target of a rule that prints published events: one per line, ids and codes only. */
export const writeEvent =
  (path: string | undefined) =>
  async (event: BusEvent): Promise<void> => {
    if (path) await appendFile(path, `${JSON.stringify(event)}\n`);
  };
