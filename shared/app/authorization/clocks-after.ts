import { payerClocks } from '../../core/authorization/payer-clocks.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { Channel } from '../../core/model/decision-clock.ts';
import type { DueClock } from '../../core/model/determination.ts';
import { requestUnder } from '../assess/payer-request.ts';
import type { Ports } from '../ports/ports.ts';

/** How the request went, as far as the way of the payer's word tells: a letter answers any. */
const CHANNEL: Readonly<Partial<Record<Approval['source'], Channel>>> = {
  portal: 'electronic',
  'x12-278': 'electronic',
  phone: 'other',
  fax: 'other',
};

/** The request the payer still has: its words on it since anything was decided, oldest first. */
const pending = (approvals: readonly Approval[]): readonly Approval[] => {
  const byReceipt = approvals.toSorted((a, b) =>
    a.receivedAt < b.receivedAt ? -1 : Number(a.receivedAt > b.receivedAt),
  );
  const decided = byReceipt.findLastIndex(({ decision }) => decision !== 'pended');
  return byReceipt.slice(decided + 1);
};

/** A pended request keeps the payer's clock running from the day the payer first had it; days count at the site. */
export const clocksAfter = (
  approvals: readonly Approval[],
  { answer, inquiry }: Pick<Assessment, 'answer' | 'inquiry'>,
  timeZone: string,
  { rules, codebook, clock }: Pick<Ports, 'rules' | 'codebook' | 'clock'>,
): readonly DueClock[] => {
  const words = pending(approvals);
  const [first] = words;
  const last = words.at(-1);
  const verdict = answer.coverages[0]?.verdict;
  if (!first || !last || !verdict) return [];
  const channels = new Set(words.flatMap(({ source }) => CHANNEL[source] ?? []));
  const [channel] = channels;
  return payerClocks(
    {
      ...requestUnder(verdict, inquiry, rules),
      channel: channels.size === 1 ? channel : undefined,
      expedited: words.some(({ expedited }) => expedited),
      receivedAt: first.receivedAt,
      completeAt: last.receivedAt,
    },
    codebook,
    (instant) => clock.dateIn(timeZone, instant),
  );
};
