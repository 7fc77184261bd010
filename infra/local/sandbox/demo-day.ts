import { clockFor } from '../../../shared/app/access/clock-for.ts';
import type { Tenant } from '../../../shared/app/ports/ports.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { playScript } from './play-script.ts';
import { type Script, scriptsIn } from './script.ts';
import { dayFrom, sceneOf } from './write-order.ts';

/** Payers whose rosters are complete in the sandbox: whoever is not on them is no member. */
const rosterOf = (scripts: readonly Script[], { rosterComplete }: Tenant, today: string) =>
  scripts
    .flatMap(({ coverages }) => coverages)
    .flatMap(({ payer, member, start, end, rostered }) =>
      payer && rostered && rosterComplete.includes(payer)
        ? [
            {
              payer,
              memberId: member,
              start: dayFrom(today, start),
              ...(end === undefined ? {} : { end: dayFrom(today, end) }),
              status: 'active' as const,
            },
          ]
        : [],
    );

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
  const members = [...scripts, ...scriptsIn('situations')];
  const scenes = scripts.map((script) => sceneOf(script, today.replaceAll('-', ''), today, tenant.timeZone));
  const orders = scenes.map(({ id }) => ({ source: source.id, orderId: id }));
  const { records } = await ports.authorizations.load(tenant.id, orders, []);
  const done = new Set(records.flatMap((record) => (record?.bookings?.length ? [record.orderId] : [])));
  const stage = { tenant, source: source.id, receivedAt };
  const missing = scripts.flatMap((script, index) => {
    const scene = scenes[index];
    return scene && !done.has(scene.id) ? [{ script, scene }] : [];
  });
  if (missing.length) await ports.roster.put(tenant.id, rosterOf(members, tenant, today));
  for (const { script, scene } of missing) await playScript(script, scene, stage, opened);
  return missing.length;
};
