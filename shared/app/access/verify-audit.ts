import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { YEAR_SECONDS } from '../ports/access/audit.ts';
import type { Manifest } from '../ports/access/manifest.ts';
import type { Ports } from '../ports/ports.ts';
import { closedAt, DAY_MS, digestOf, LOOK_BACK_MS, manifestName } from './seal-audit.ts';

type VerifyPorts = Pick<Ports, 'audit' | 'manifests' | 'clock' | 'digest'>;

/** The sealer runs each hour. */
const RUN_MS = 3_600_000;

export interface AuditVerdict {
  readonly tenant: TenantId;
  readonly windows: number;
  /** Entries that are present and match what was sealed. */
  readonly entries: number;
  /** ISO instant up to which the trail is sealed. */
  readonly sealedUntil?: string;
  /** The first break. */
  readonly broken?: { readonly window: string; readonly why: string };
}

const parse = (text: string): Manifest | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The manifest before, as far as the next one depends on it. */
interface Before {
  readonly to: string | undefined;
  readonly hash: string;
  readonly stopped?: true | undefined;
}

/** Whole years from the window's start, as the sealer writes it: a shorter one would excuse missing entries. */
const hasRetention = ({ from, keepUntil }: Manifest): boolean => {
  const kept = (Date.parse(keepUntil) - Date.parse(from)) / 1000;
  return kept >= YEAR_SECONDS && kept % YEAR_SECONDS === 0;
};

/** What is wrong with one manifest given the previous one; `undefined` if nothing is. */
const chainBreak = (
  name: string,
  manifest: Manifest | undefined,
  tenant: TenantId,
  before: Before,
): string | undefined => {
  if (!manifest || manifest.tenant !== tenant || manifestName(manifest) !== name || !hasRetention(manifest))
    return 'the manifest was altered';
  if (manifest.previous !== before.hash) return 'it does not follow the manifest before: one was removed or altered';
  if (before.to !== undefined && manifest.from !== before.to) return 'there is a gap before it';
  return undefined;
};

/** What is wrong with the entries of a window; after their retention they may be deleted and are not checked. */
const contentBreak = async (manifest: Manifest, { audit, clock, digest }: VerifyPorts): Promise<string | undefined> => {
  if (clock.now() >= manifest.keepUntil) return undefined;
  const { accesses, flaws } = await audit.inspect(manifest.tenant, manifest.from, manifest.to);
  if (accesses.length !== manifest.count)
    return `${manifest.count} entries were sealed and ${accesses.length} are there`;
  if (digestOf(accesses, digest) !== manifest.digest) return 'an entry is not the one that was sealed';
  return flaws[0]?.why;
};

/**
 * Why the trail should be sealed further than it is: the newest manifests were removed, or sealing does not run. It runs each hour, and
 * an empty day is sealed at its end.
 */
const lag = async (
  tenant: TenantId,
  { to: until, stopped }: { readonly to: string; readonly stopped?: true | undefined },
  { audit, clock }: VerifyPorts,
): Promise<string | undefined> => {
  const due = new Date(closedAt(clock.now()) - RUN_MS).toISOString();
  if (due <= until) return undefined;
  if (!stopped && Date.parse(due) - Date.parse(until) > DAY_MS)
    return 'nothing was sealed after it for more than a day';
  const last = new Date(Math.min(Date.parse(due), Date.parse(until) + LOOK_BACK_MS)).toISOString();
  return (await audit.between(tenant, until, last)).length > 0 ? 'entries after it should be sealed by now' : undefined;
};

/** Whether there are entries before the first window, or entries that were never sealed. */
const hasUnsealed = async (tenant: TenantId, until: string, { audit }: VerifyPorts): Promise<boolean> => {
  const from = new Date(Date.parse(until) - LOOK_BACK_MS).toISOString();
  return (await audit.between(tenant, from, until)).length > 0;
};

/** Reads all of a tenant's manifests and the entries they cover, up to the first break. */
export const verifyAudit = async (tenant: TenantId, ports: VerifyPorts): Promise<AuditVerdict> => {
  const { manifests, clock, digest } = ports;
  let before: Before = { to: undefined, hash: '' };
  let windows = 0;
  let entries = 0;
  for (const name of await manifests.names(tenant)) {
    const text = await manifests.read(tenant, name);
    const manifest = parse(text);
    const sealed = { tenant, windows, entries, ...(before.to ? { sealedUntil: before.to } : {}) };
    const why = chainBreak(name, manifest, tenant, before) ?? (manifest && (await contentBreak(manifest, ports)));
    if (why || !manifest) return { ...sealed, broken: { window: name, why: why ?? 'the manifest was altered' } };
    if (windows === 0 && (await hasUnsealed(tenant, manifest.from, ports)))
      return { ...sealed, broken: { window: name, why: 'there are entries from before the first window' } };
    windows += 1;
    entries += manifest.count;
    before = { to: manifest.to, hash: digest.of(text), stopped: manifest.stopped };
  }
  const closed = new Date(closedAt(clock.now())).toISOString();
  if (windows === 0 && (await hasUnsealed(tenant, closed, ports)))
    return {
      tenant,
      windows,
      entries,
      broken: { window: 'none', why: 'there are entries and nothing was ever sealed' },
    };
  const { to: until, stopped } = before;
  if (until === undefined) return { tenant, windows, entries };
  const why = await lag(tenant, { to: until, stopped }, ports);
  return { tenant, windows, entries, sealedUntil: until, ...(why ? { broken: { window: 'the newest', why } } : {}) };
};
