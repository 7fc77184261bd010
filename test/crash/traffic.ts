import { callAws } from '../../infra/cli/events/call-aws.ts';
import { inDays } from '../support/days.ts';
import { orderBundle } from '../support/orders.ts';
import { pick, post, SOURCE } from './kept.ts';
import { makeOtherDoors } from './other-doors.ts';

/** One call of one door; what it throws while the service lives was not expected. */
export type Caller = (url: string) => Promise<void>;

/** What the service acknowledged of one order, and so must still hold at the end. */
export interface Acknowledged {
  /** Highest version of the order, 0 for none. */
  version: number;
  number?: string;
}

const instantOf = (version: number): string => new Date(Date.UTC(2026, 10, 25) + version * 1_000).toISOString();

/** Version `n` of an order; each version asks for another day, so each is another content. */
const versionOf = (id: string, version: number) =>
  orderBundle(id, (order) => {
    order.meta = { versionId: String(version), lastUpdated: instantOf(version) };
    order.occurrenceDateTime = inDays(7 + (version % 28));
  });

/**
 * Callers who order, change, repeat, record decisions and call every other door that writes, without a pause. A call that breaks off in a kill proves
 * nothing; an answer is an acknowledgement, or else it is kept in `unexpected`.
 */
export const makeTraffic = (readers: (answered: ReadonlySet<string>) => readonly Caller[] = () => []) => {
  const acknowledged = new Map<string, Acknowledged>();
  const answered = new Set<string>();
  const sent = new Map<string, number>();
  const unexpected: string[] = [];
  let orders = 0;
  let answers = 0;

  const acknowledge = (id: string, version: number): void => {
    answers += 1;
    const known = acknowledged.get(id) ?? { version: 0 };
    acknowledged.set(id, { ...known, version: Math.max(known.version, version) });
  };

  /** Half the time a new order, else the next version of a known one, else one of its versions again. */
  const next = (): { readonly id: string; readonly version: number } => {
    const id = orders === 0 || Math.random() < 0.5 ? `order-${++orders}` : `order-${1 + pick(orders)}`;
    const last = sent.get(id) ?? 0;
    const version = last > 0 && Math.random() < 0.3 ? 1 + pick(last) : last + 1;
    sent.set(id, Math.max(last, version));
    return { id, version };
  };

  const putEvents = async (url: string): Promise<void> => {
    const wanted = Array.from({ length: 1 + pick(4) }, next);
    const Entries = wanted.map(({ id, version }) => ({
      Source: SOURCE,
      DetailType: 'FHIR ServiceRequest',
      Detail: JSON.stringify({ source: SOURCE, bundle: versionOf(id, version) }),
    }));
    const answer = await callAws(url, 'AWSEvents.PutEvents', { Entries });
    (answer.Entries as { readonly EventId?: string }[]).forEach(({ EventId }, index) => {
      const { id, version } = wanted[index]!;
      if (EventId) acknowledge(id, version);
    });
  };

  const callAssess = async (url: string): Promise<void> => {
    const { id, version } = next();
    const response = await post(`${url}/r4/ServiceRequest/$assess?source=${SOURCE}`, versionOf(id, version));
    await response.text();
    if (response.ok) {
      acknowledge(id, version);
      answered.add(id);
    } else unexpected.push(`$assess ${response.status}`);
  };

  const recordDecision = async (url: string): Promise<void> => {
    const ids = [...acknowledged.keys()];
    const id = ids[pick(ids.length)];
    if (!id || acknowledged.get(id)?.number) return;
    const number = `A-${id}`;
    const parameter = [
      { name: 'decision', valueCode: 'approved' },
      { name: 'number', valueString: number },
      { name: 'receivedAt', valueDateTime: `${inDays(-1)}T15:05:00Z` },
      { name: 'period', valuePeriod: { start: inDays(-1), end: inDays(44) } },
    ];
    const url2 = `${url}/r4/ServiceRequest/${id}/$record-decision?source=${SOURCE}`;
    const response = await post(url2, { resourceType: 'Parameters', parameter });
    const text = await response.text();
    // An accepted event may still be on its way to its record: then there is nothing to decide on yet.
    if (response.ok) acknowledged.set(id, { version: 0, ...acknowledged.get(id), number });
    else if (response.status !== 404) unexpected.push(`$record-decision ${response.status} ${text}`);
  };

  const others = makeOtherDoors({
    answered,
    acknowledge: (id, isAnswered) => {
      acknowledge(id, 0);
      if (isAnswered) answered.add(id);
    },
    unexpected: (says) => unexpected.push(says),
  });
  const KINDS = [putEvents, putEvents, callAssess, recordDecision, ...others.calls, ...readers(answered)];
  const worker = async (url: string, stopped: AbortSignal): Promise<void> => {
    while (!stopped.aborted)
      await KINDS[pick(KINDS.length)]!(url).catch((error) => {
        if (!stopped.aborted) unexpected.push(`broke off while the service lived: ${error}`);
      });
  };

  return {
    acknowledged,
    /** Orders that were answered on the spot, so that their record was there before the caller knew. */
    answered,
    unexpected,
    /** What the other doors acknowledged. */
    kept: others.kept,
    counts: others.counts,
    /** How many acknowledgements there were. */
    answers: () => answers,
    /** Runs until told to stop. */
    run: async (url: string, stopped: AbortSignal): Promise<void> => {
      await Promise.all(Array.from({ length: 6 }, () => worker(url, stopped)));
    },
  };
};
export type Traffic = ReturnType<typeof makeTraffic>;
