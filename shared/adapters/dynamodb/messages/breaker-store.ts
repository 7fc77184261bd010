import * as z from 'zod/mini';
import type { RestingServers } from '../../../app/ports/channel-health.ts';
import type { SharedBreaker, SharedBreakers } from '../../outbound/breaker.ts';
import { DAY_SECONDS, expiringAfter, makeReader } from '../item.ts';
import { getItem, putItem, type TableAccess } from '../table-access.ts';
import { guardKeys } from '../table-guards.ts';

const readState = makeReader<SharedBreaker>(
  'circuit breaker',
  z.looseObject({ openUntil: z.number(), pauseMs: z.number(), version: z.int() }),
);

/** Which servers rest, for all processes: one small item a server, written when that changes. */
export const makeBreakerStore = (table: TableAccess, now: () => number): SharedBreakers & RestingServers => {
  const read: SharedBreakers['read'] = async (server) => {
    const item = await getItem(table, guardKeys.breaker(server));
    return item && readState({ ...item, version: item.changes });
  };
  return {
    read,
    restsUntil: async (origin) => {
      const state = await read(origin);
      if (!state) return undefined;
      // No longer than its pause, whatever the clock of who wrote it says.
      const until = Math.min(state.openUntil, now() + state.pauseMs);
      return until > now() ? new Date(until).toISOString() : undefined;
    },
    write: async (server, { version: changes, ...state }, seen) => {
      const item = {
        ...guardKeys.breaker(server),
        ...state,
        changes,
        ...expiringAfter(new Date(now()).toISOString(), DAY_SECONDS),
      };
      const unchanged = { expression: 'attribute_not_exists(pk) OR changes = :seen', values: { ':seen': seen } };
      return (await putItem(table, item, unchanged)) === 'written';
    },
  };
};
