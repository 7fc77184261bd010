import { takeMessages } from '../../../shared/adapters/aws/take-messages.ts';
import { listDead, redrive } from '../../../shared/app/inbox/redrive.ts';
import type { DeadLetter } from '../../../shared/app/ports/dead-letters.ts';
import type { OpenedContainer } from '../../../shared/lambda/open-container.ts';
import { Refusal } from '../refusal.ts';

const ageOf = (since: string, now: string): string => {
  const minutes = Math.round((Date.parse(now) - Date.parse(since)) / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
};
const rowOf = ({ tenant, kind, source = '-', problem, since, id }: DeadLetter, now: string): string =>
  [tenant, kind, source, problem, ageOf(since, now), id].join('  ');

export const listLetters = async ({ ports }: OpenedContainer) => {
  const letters = await listDead(ports);
  if (letters.length === 0) return { value: letters, lines: ['Nothing was given up.'] };
  const rows = letters.map((letter) => rowOf(letter, ports.clock.now()));
  return { value: letters, lines: ['tenant  kind  source  problem  age  id', ...rows] };
};

/** The alarm stays on while the queue has a message. Cleared before redriving, so that a new failure alerts again. */
const clearQueue = async ({ config }: OpenedContainer, redriven: readonly DeadLetter[]): Promise<void> => {
  const { AWS_REGION: region, AWS_EVENTS_ENDPOINT: endpoint, DEAD_LETTER_URL: queueUrl } = config;
  if (!queueUrl) return;
  const names = new Set(redriven.map(({ tenant, id }) => JSON.stringify({ tenant, id })));
  await takeMessages({ region, queueUrl, ...(endpoint ? { endpoint } : {}) }, async (body) => names.has(body));
};

/** @param wanted ids as listed */
export const redriveLetters = async (opened: OpenedContainer, wanted: readonly string[] | 'all') => {
  const letters = await listDead(opened.ports);
  const chosen = letters.filter(({ id }) => wanted === 'all' || wanted.includes(id));
  const unknown = wanted === 'all' ? [] : wanted.filter((id) => !chosen.some((letter) => letter.id === id));
  if (unknown.length) throw new Refusal(`Not on the list: ${unknown.join(', ')}. Nothing was done.`);
  await clearQueue(opened, chosen);
  for (const letter of chosen) await redrive(letter, opened.ports);
  return {
    value: { redriven: chosen.length, listed: letters.length },
    lines: [`${chosen.length} of ${letters.length} are worked on again.`],
  };
};
