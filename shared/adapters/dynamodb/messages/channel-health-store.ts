import * as z from 'zod/mini';
import type { ChannelHealth, ChannelHealthLog } from '../../../app/ports/channel-health.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { type TableAccess, updateItem } from '../table-access.ts';
import { channelKeys, channelRange } from '../table-webhooks.ts';

const text = z.string();
const readHealth = makeReader<ChannelHealth>(
  'health of a channel',
  z.looseObject({
    endpoint: text,
    kind: z.enum(['fhir-pas', 'x12-278']),
    exchanges: z.int(),
    failures: z.int(),
    lastSuccess: z.optional(text),
    lastFailure: z.optional(text),
    problem: z.optional(text),
  }),
);

/** How each endpoint of a tenant answered: one small item each, changed by every exchange. */
export const makeChannelHealthStore = (table: TableAccess): ChannelHealthLog => ({
  note: async (tenant, { endpoint, kind, at, problem }) => {
    const of = { ':endpoint': endpoint, ':kind': kind, ':at': at, ':one': 1 };
    const named = 'endpoint = :endpoint, kind = :kind';
    // An exchange that ended before another that was noted is not news.
    if (problem === undefined)
      await updateItem(
        table,
        channelKeys.health(tenant, endpoint),
        `SET ${named}, lastSuccess = :at, failures = :none ADD exchanges :one`,
        {
          expression: 'attribute_not_exists(lastSuccess) OR lastSuccess <= :at',
          values: { ...of, ':none': 0 },
        },
      );
    else
      await updateItem(
        table,
        channelKeys.health(tenant, endpoint),
        `SET ${named}, lastFailure = :at, problem = :problem ADD exchanges :one, failures :one`,
        {
          expression: 'attribute_not_exists(lastFailure) OR lastFailure <= :at',
          values: { ...of, ':problem': problem },
        },
      );
  },
  list: async (tenant) => (await queryRange(table, channelRange(tenant))).map(readHealth),
});
