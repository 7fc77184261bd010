import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { type Access, enteredAt, YEAR_SECONDS } from '../ports/access/audit.ts';
import type { Manifest } from '../ports/access/manifest.ts';
import type { Ports } from '../ports/ports.ts';
import { closedAt, DAY_MS, digestOf, LOOK_BACK_MS, manifestName } from './seal-audit.ts';

type VerifyPorts = Pick<Ports, 'audit' | 'manifests' | 'clock' | 'digest'>;

/** The sealer runs each hour. */
const RUN_MS = 3_600_000;

interface Ahead {
  /** Entries placed at the end of what was sealed, since their own instant was sealed already. */
  readonly entries: number;
  /** The trail is sealed further than the clock is: what happens until then is placed there. */
  readonly until?: string;
}

export interface AuditVerdict {
  readonly tenant: TenantId;
  readonly windows: number;
  /** Entries that are present and match what was sealed. */
  readonly entries: number;
  /** ISO instant up to which the trail is sealed. */
  readonly sealedUntil?: string;
  /** A clock ran ahead of the others: not a break. */
  readonly ahead?: Ahead;
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

/** What is wrong with the entries of a window, and how many a clock moved into it; after their retention they may be deleted and are not checked. */
const checkContent = async (
  manifest: Manifest,
  { audit, clock, digest }: VerifyPorts,
): Promise<{ readonly why?: string | undefined; readonly moved: number }> => {
  if (clock.now() >= manifest.keepUntil) return { moved: 0 };
  const { accesses, flaws } = await audit.inspect(manifest.tenant, manifest.from, manifest.to);
  const moved = accesses.filter((access) => enteredAt(access) !== access.at);
  const why = (): string | undefined => {
    if (accesses.length !== manifest.count)
      return `${manifest.count} entries were sealed and ${accesses.length} are there`;
    if (digestOf(accesses, digest) !== manifest.digest) return 'an entry is not the one that was sealed';
    if (!moved.every((access) => isMovedRightly(access, manifest))) return 'an entry is not at the instant it names';
    return flaws[0]?.why;
  };
  return { why: why(), moved: moved.length };
};

/** Behind what was sealed, where the next window starts, and nowhere else. */
const isMovedRightly = (access: Access, { from }: Manifest): boolean => enteredAt(access) === from && access.at < from;

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
  const { audit, manifests, clock, digest } = ports;
  // Before the manifests are listed: the sealer may add one meanwhile.
  const mark = await audit.sealedUntil(tenant);
  let before: Before = { to: undefined, hash: '' };
  let windows = 0;
  let entries = 0;
  let moved = 0;
  const sofar = () => ({ tenant, windows, entries, ...(before.to ? { sealedUntil: before.to } : {}) });
  const broken = (window: string, why: string): AuditVerdict => ({ ...sofar(), broken: { window, why } });
  for (const name of await manifests.names(tenant)) {
    const text = await manifests.read(tenant, name);
    const manifest = parse(text);
    const altered = chainBreak(name, manifest, tenant, before);
    if (altered || !manifest) return broken(name, altered ?? 'the manifest was altered');
    const content = await checkContent(manifest, ports);
    if (content.why) return broken(name, content.why);
    if (windows === 0 && (await hasUnsealed(tenant, manifest.from, ports)))
      return broken(name, 'there are entries from before the first window');
    windows += 1;
    entries += manifest.count;
    moved += content.moved;
    before = { to: manifest.to, hash: digest.of(text), stopped: manifest.stopped };
  }
  const closed = new Date(closedAt(clock.now())).toISOString();
  if (windows === 0 && (await hasUnsealed(tenant, closed, ports)))
    return broken('none', 'there are entries and nothing was ever sealed');
  if (mark !== undefined && mark > (before.to ?? ''))
    return broken('the newest', `it was sealed until ${mark}: manifests were removed`);
  const { to: until, stopped } = before;
  if (until === undefined) return sofar();
  const why = await lag(tenant, { to: until, stopped }, ports);
  if (why) return broken('the newest', why);
  const isAhead = until > new Date(Date.parse(clock.now()) + 1).toISOString();
  return { ...sofar(), ...(moved || isAhead ? { ahead: { entries: moved, ...(isAhead ? { until } : {}) } } : {}) };
};
