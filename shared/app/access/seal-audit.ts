import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { type Access, DEFAULT_AUDIT_YEARS, stampOf, YEAR_SECONDS } from '../ports/access/audit.ts';
import type { Manifest } from '../ports/access/manifest.ts';
import type { Digest, Ports } from '../ports/ports.ts';

type SealPorts = Pick<Ports, 'audit' | 'manifests' | 'settings' | 'clock' | 'digest' | 'log'>;

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Entries are durable well within this time, so none arrive late in a sealed hour. */
const GRACE_MS = 900_000;
/** How far back the first sealing looks for the start of a trail. */
export const LOOK_BACK_MS = 35 * DAY_MS;
/** Recent manifests are listed from here; all of them only after a longer pause. */
const RECENT_MS = 3 * DAY_MS;

const isoOf = (time: number): string => new Date(time).toISOString();
const floorTo = (time: number, unit: number): number => Math.floor(time / unit) * unit;

export const manifestName = ({ from }: Pick<Manifest, 'from'>): string => stampOf(from);

export const digestOf = (accesses: readonly Access[], digest: Pick<Digest, 'of'>): string =>
  digest.of(accesses.map((access) => digest.of(access)));

/** End of the last hour that is certainly complete. */
export const closedAt = (now: string): number => floorTo(Date.parse(now) - GRACE_MS, HOUR_MS);

/** The text of the newest manifest. */
const newest = async (tenant: TenantId, now: string, { manifests }: SealPorts): Promise<string | undefined> => {
  const recent = await manifests.names(tenant, stampOf(isoOf(Date.parse(now) - RECENT_MS)));
  const name = recent.at(-1) ?? (await manifests.names(tenant)).at(-1);
  return name === undefined ? undefined : manifests.read(tenant, name);
};

const readManifest = (text: string): Manifest => JSON.parse(text);

const firstInstant = async (tenant: TenantId, until: number, { audit }: SealPorts): Promise<number | undefined> => {
  const [first] = await audit.between(tenant, isoOf(until - LOOK_BACK_MS), isoOf(until));
  return first && floorTo(Date.parse(first.at), DAY_MS);
};

interface Sealing {
  readonly deploymentYears: number;
  /** The only writer of the trail has stopped: the open hour is complete as well. */
  readonly stopped: boolean;
}

/** End of a trail nobody writes any more; sealed beyond the clock already, entries stand at the end of that. */
const endOf = (now: string, sealed: Manifest | undefined): number =>
  Math.max(Date.parse(now), sealed ? Date.parse(sealed.to) : 0) + 1;

/** Seals a tenant's entries up to the last closed hour; returns how many manifests were written. */
const sealTenant = async (
  tenant: TenantId,
  { deploymentYears, stopped }: Sealing,
  ports: SealPorts,
): Promise<number> => {
  const { audit, manifests, settings, clock, digest } = ports;
  const last = await newest(tenant, clock.now(), ports);
  const sealed = last === undefined ? undefined : readManifest(last);
  // Here too, for a process that died between a manifest and its mark.
  if (sealed) await audit.markSealed(tenant, sealed.to);
  const closed = stopped ? endOf(clock.now(), sealed) : closedAt(clock.now());
  let from = sealed ? Date.parse(sealed.to) : await firstInstant(tenant, closed, ports);
  let previous = last === undefined ? '' : digest.of(last);
  const years = Math.max(deploymentYears, (await settings.tenant(tenant))?.auditYears ?? 0);
  let written = 0;
  while (from !== undefined && from < closed) {
    const midnight = floorTo(from, DAY_MS) + DAY_MS;
    const to = Math.min(closed, midnight);
    const accesses = await audit.between(tenant, isoOf(from), isoOf(to));
    // Hours without entries are sealed with the next entry, or at the end of the day.
    if (accesses.length === 0 && to < midnight && !stopped) break;
    const keepUntil = isoOf(from + years * YEAR_SECONDS * 1000);
    const isLast = stopped && to === closed;
    const about = { tenant, from: isoOf(from), to: isoOf(to), count: accesses.length };
    const manifest: Manifest = {
      ...about,
      digest: digestOf(accesses, digest),
      previous,
      keepUntil,
      ...(isLast ? { stopped: true } : {}),
    };
    const text = JSON.stringify(manifest);
    // Another process wrote this one: it continues from there on the next run.
    if ((await manifests.put(tenant, manifestName(manifest), text, keepUntil)) === 'taken') break;
    await audit.markSealed(tenant, manifest.to);
    previous = digest.of(text);
    from = to;
    written += 1;
  }
  return written;
};

/** Seals every tenant's trail in turn; a failure does not stop the others, and is thrown at the end. */
export const sealAudit = async (
  tenants: readonly TenantId[],
  ports: SealPorts,
  deploymentYears = DEFAULT_AUDIT_YEARS,
  stopped = false,
): Promise<void> => {
  const failed: unknown[] = [];
  for (const tenant of tenants) {
    try {
      const count = await sealTenant(tenant, { deploymentYears, stopped }, ports);
      if (count) ports.log.info('audit-sealed', { tenant, count });
    } catch (error) {
      failed.push(error);
      ports.log.error('audit-not-sealed', { tenant, errorName: error instanceof Error ? error.name : 'unknown' });
    }
  }
  if (failed.length) throw new Error(`The audit trail of ${failed.length} tenants could not be sealed.`);
};
