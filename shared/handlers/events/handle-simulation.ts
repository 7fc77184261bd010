import { runSimulation } from '../../app/rule-packs/run-simulation.ts';
import { queueSimulation } from '../../app/rule-packs/start-simulation.ts';
import { isObject } from '../../core/model/is-object.ts';
import { ok, refused } from '../../core/model/result.ts';
import type { MessageHandler } from './message-handler.ts';

/** Goes on with a simulation, and queues the rest of it. */
export const handleSimulation: MessageHandler = async ({ tenant: id, body }, { ports }) => {
  const pack: unknown = JSON.parse(body);
  const tenant = await ports.settings.tenant(id);
  if (!tenant || !isObject(pack) || typeof pack.hash !== 'string')
    return refused({ code: 'not-found', says: 'There is no such tenant or pack.' });
  const went = await runSimulation(tenant, pack.hash, ports);
  const simulation = await ports.rulePacks.simulation(tenant.id, pack.hash);
  if (went === 'more' && simulation) await queueSimulation(tenant, simulation, ports);
  ports.log.info('rules-simulated', { tenant: id, outcome: went, ...(simulation ? { count: simulation.orders } : {}) });
  return ok(undefined);
};
