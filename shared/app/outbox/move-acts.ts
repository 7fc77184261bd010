import type { Ports, Tenant } from '../ports/ports.ts';
import { ACT_LIST, movedTo } from '../utilization-review/scripted-acts.ts';
import { tryFollowUp } from './try-follow-up.ts';

/** Later than any instant. */
const EVER = '9999';
const MOST = 1_000;

/** After the clock of a sandbox was moved: what its scripted reviewer had to do by then is done, the rest comes that much sooner. */
export const moveActs = async (tenant: Tenant, ports: Ports): Promise<number> => {
  const { outbox, clock } = ports;
  let done = 0;
  for (let shard = 0; shard < outbox.shards; shard++)
    for (const { tenant: owner, delivery } of await outbox.due(ACT_LIST, shard, EVER, MOST)) {
      const notBefore = owner === tenant.id ? movedTo(delivery, tenant) : undefined;
      if (notBefore === undefined) continue;
      if (notBefore > clock.now()) await outbox.retryLater(owner, delivery, { notBefore });
      else if (await tryFollowUp(owner, delivery, ports)) done += 1;
    }
  return done;
};
