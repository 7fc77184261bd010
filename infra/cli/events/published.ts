import * as z from 'zod/mini';
import { callAws } from './call-aws.ts';

const shape = z.object({
  Events: z.array(
    z.looseObject({ 'detail-type': z.string(), time: z.string(), detail: z.record(z.string(), z.unknown()) }),
  ),
  Next: z.number(),
  Missed: z.number(),
});
export type PublishedNow = z.infer<typeof shape>['Events'][number];

/** Events the service that runs here published after a position; without one, only the position. */
export const readPublished = async (url: string, after?: number) =>
  shape.parse(await callAws(url, 'Stresspass.ListEvents', after === undefined ? {} : { After: after }));

const deliveries = z.object({
  Deliveries: z.array(
    z.object({
      hook: z.string(),
      type: z.string(),
      order: z.string(),
      state: z.string(),
      attempts: z.int(),
      triedAt: z.string(),
      problem: z.optional(z.string()),
    }),
  ),
  Next: z.string(),
});
type DeliveredNow = z.infer<typeof deliveries>['Deliveries'][number];

/** Tries of webhooks after an instant; without one, only the instant. */
export const readDelivered = async (url: string, after?: string) =>
  deliveries.parse(await callAws(url, 'Stresspass.ListWebhooks', after === undefined ? {} : { After: after }));

/** One line: to which webhook, what, about which order, and what became of it. */
export const deliveryLine = ({ hook, type, order, state, attempts, problem }: DeliveredNow): string => {
  const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
  return [`webhook ${hook}`.padEnd(26), order, type, `${state} after ${tries}`, problem].filter(Boolean).join('  ');
};

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

const listed = (value: unknown): string => (Array.isArray(value) ? value.map(word).filter(Boolean).join(', ') : '');

/** One line: what, about which order, from which state to which. */
export const eventLine = ({ 'detail-type': type, detail }: PublishedNow): string => {
  const { order, previousState, state, advice, kind, due, channel, outcomes, asks } = detail;
  const moved = [word(previousState), word(state)].filter(Boolean).join(' -> ');
  return [
    type.padEnd(26),
    word(order),
    moved,
    word(advice),
    word(kind),
    word(due),
    word(channel),
    listed(outcomes),
    listed(asks),
  ]
    .filter(Boolean)
    .join('  ');
};
