import { clockFor } from '../../../shared/app/access/clock-for.ts';
import type { Tenant } from '../../../shared/app/ports/ports.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { playScript } from './play-script.ts';
import { scriptsIn } from './script.ts';
import { sceneOf } from './write-order.ts';

/**
 * The visits of a day in the sandbox: orders of that day's own, so that the days before stay as they were. What stands
 * already is left alone, however far an earlier start came; a script's last step is its visit.
 */
export const seedDemoDay = async (tenant: Tenant, opened: Container): Promise<number> => {
  const { ports } = opened;
  const [source] = tenant.sources;
  if (!source) throw new Error(`Tenant ${tenant.id} has no source to keep the demo day under.`);
  const receivedAt = clockFor(tenant, ports.clock).now();
  const today = ports.clock.dateIn(tenant.timeZone, receivedAt);
  const scripts = scriptsIn('demo-day');
  const scenes = scripts.map((script) => sceneOf(script, today.replaceAll('-', ''), today, tenant.timeZone));
  const orders = scenes.map(({ id }) => ({ source: source.id, orderId: id }));
  const { records } = await ports.authorizations.load(tenant.id, orders, []);
  const done = new Set(records.flatMap((record) => (record?.bookings?.length ? [record.orderId] : [])));
  const stage = { tenant, source: source.id, receivedAt };
  const missing = scripts.flatMap((script, index) => {
    const scene = scenes[index];
    return scene && !done.has(scene.id) ? [{ script, scene }] : [];
  });
  for (const { script, scene } of missing) await playScript(script, scene, stage, opened);
  return missing.length;
};
