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

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One line: what, about which order, from which state to which. */
export const eventLine = ({ 'detail-type': type, detail }: PublishedNow): string => {
  const { order, previousState, state, advice, kind, due } = detail;
  const moved = [word(previousState), word(state)].filter(Boolean).join(' -> ');
  return [type.padEnd(26), word(order), moved, word(advice), word(kind), word(due)].filter(Boolean).join('  ');
};
