import type { Part } from './endpoint-messages.ts';
import { pasRequest } from './pas-messages.ts';
import { openPayerDesk, type PayerAgent, responseOf } from './payer-desk.ts';

export const JUNE = 'period=2026-06';

const partsIn = (parts: readonly Part[], name: string): readonly Part[] => parts.filter((one) => one.name === name);
const valueIn = (part: Part): unknown => Object.entries(part).find(([name]) => /^value/.test(name))?.[1];

/** Parameters or parts by name; a repeated name keeps its last. */
export const flat = (parts: readonly Part[]): Part => Object.fromEntries(parts.map((one) => [one.name, valueIn(one)]));
export const groups = (parts: readonly Part[], name: string): readonly Part[] =>
  partsIn(parts, name).map(({ part }) => flat(part));

/** A payer's desk, and what its measures are made of. */
export const openMetricsDesk = async () => {
  const appeals = { withinDays: 60, decideWithinDays: 30, expeditedWithinHours: 72 };
  const desk = await openPayerDesk({ reviews: { adoptedPacks: ['own'], contact: '1-800-555-0100', appeals } });
  const ask = (path: string, name: PayerAgent = 'analyst') => desk.call(name, path, undefined, 'GET');
  const report = async (query = JUNE): Promise<Part> => (await ask(`/r4/$pas-metric-report?${query}`)).body;
  return {
    ...desk,
    ask,
    report,
    /** Parameters of each exchange. */
    data: async (query = JUNE): Promise<readonly (readonly Part[])[]> => {
      const { body } = await ask(`/r4/$pas-metric-data?${query}`);
      return (body.entry ?? []).map(({ resource }: Part) => resource.parameter);
    },
    figures: async (name: 'standard' | 'expedited' | 'all', query?: string): Promise<Part> =>
      flat(partsIn((await report(query)).parameter, name)[0]?.part ?? []),
    later: (hours: number): void => {
      desk.time.now = new Date(Date.parse(desk.time.now) + hours * 3_600_000).toISOString();
    },
    /** The ClaimResponse a request is answered with. */
    send: async (trace: string, more: Part = {}): Promise<Part> =>
      responseOf((await desk.submit(pasRequest({ trace, ...more }))).body),
  };
};
export type MetricsDesk = Awaited<ReturnType<typeof openMetricsDesk>>;
