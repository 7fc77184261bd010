import type { DelegatedAnswer } from '../../app/ports/delegated-reads.ts';
import type { ExactJson } from '../../cds-hooks/exact-json.ts';
import type { Subject } from '../../cds-hooks/hook-service.ts';
import { type ChartPart, chartPartOf } from '../../cds-hooks/prefetch/chart-parts.ts';
import { findNear, findPrefetchGaps, missingNames } from '../../cds-hooks/prefetch/find-gaps.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import type { Container } from '../container.ts';
import type { HookAsked } from './hook-asked.ts';

export interface GatheredChart {
  readonly parts: readonly ChartPart[];
  /** A search for the patient's coverages worked, whatever it found. */
  readonly hasLookedForCoverage: boolean;
  /** Something required for the inquiry could not be read. */
  readonly unread: boolean;
  /** Something could not be read, required or not. */
  readonly missed: boolean;
  /** Types of which something was not read: what is there stays unknown. */
  readonly notRead: readonly string[];
}

const partOf = (address: string, answer: DelegatedAnswer, exact: ExactJson): ChartPart | undefined => {
  if (answer.is !== 'found') return undefined;
  const plain = parseJson(answer.text);
  const [type] = address.split('?');
  const asked = address.includes('?') ? type : undefined;
  return plain.ok ? chartPartOf({ plain: plain.value, exact: exact.read(answer.text) }, asked) : undefined;
};

/** `Condition` of a read or a search. */
const typeOf = (address: string): string => address.split(/[/?]/)[0] ?? address;

/** An order is reached from a visit in two steps: by its appointment. */
const MOST_STEPS = 3;

const chartOf = (
  parts: readonly ChartPart[],
  { unread, missed, notRead }: Pick<GatheredChart, 'unread' | 'missed' | 'notRead'>,
): GatheredChart => ({
  parts,
  hasLookedForCoverage: parts.some(({ soughtCoverage }) => soughtCoverage),
  unread,
  missed,
  notRead,
});

/**
 * What the client sent, plus what it did not send, read from its own server if that server is allowed. `subjects`: what
 * the call is about, as far as it was sent.
 */
export const gatherChart = async (
  { call, caller, exact, by }: HookAsked,
  subjects: readonly Subject[],
  sent: readonly ChartPart[],
  { ports }: Container,
): Promise<GatheredChart> => {
  const { server } = call;
  const inContext = subjects.flatMap(({ order, target }) => [order, target]);
  const heldIn = (parts: readonly ChartPart[]) => [...inContext, ...parts.flatMap(({ held }) => held)];
  const gaps = findPrefetchGaps(call, heldIn(sent), sent);
  if (!server) return chartOf(sent, { unread: gaps.needed.length > 0, missed: false, notRead: [] });
  const notRead = new Set<string>();
  const skip = (addresses: readonly string[]): void => {
    for (const address of addresses) notRead.add(typeOf(address));
  };
  const budgets = { needed: { bytes: BOUNDS.chartBytes / 2 }, evidence: { bytes: BOUNDS.chartBytes / 2 } };
  const read = async (addresses: readonly string[], budget: { bytes: number } = budgets.needed) => {
    if (addresses.length === 0) return { parts: [], unread: false };
    const withinMs = by.reads - ports.clock.elapsedMs();
    const lent = { ...server, origins: caller.tenant.outbound ?? [], withinMs, budget };
    const answers = await ports.delegatedReads.read(lent, addresses);
    const parts = answers.map((answer, index) => partOf(addresses[index] ?? '', answer, exact));
    const failed = addresses.filter((_, index) => {
      const is = answers[index]?.is ?? 'failed';
      return is === 'failed' || (is === 'found' && !parts[index]);
    });
    skip(failed);
    return { parts: parts.flatMap((part) => part ?? []), unread: failed.length > 0 };
  };
  const chart = read(gaps.chart, budgets.evidence);
  const asked = new Set(gaps.needed);
  let { parts: needed, unread } = await read(gaps.needed);
  for (let step = 1; step < MOST_STEPS; step += 1) {
    const next = missingNames(call, heldIn([...sent, ...needed]))
      .filter((name) => !asked.has(name))
      .slice(0, Math.max(0, BOUNDS.namedReads - asked.size));
    for (const name of next) asked.add(name);
    const found = await read(next);
    needed = [...needed, ...found.parts];
    unread ||= found.unread;
  }
  const known = [...sent, ...needed];
  // Payer and place do not wait for a slow chart.
  const around = findNear(heldIn(known));
  const near = await read(around.addresses);
  skip(around.left);
  const rest = await chart;
  unread ||= near.unread;
  return chartOf([...known, ...near.parts, ...rest.parts], {
    unread,
    missed: unread || around.left.length > 0 || rest.unread,
    notRead: [...notRead].sort(),
  });
};
