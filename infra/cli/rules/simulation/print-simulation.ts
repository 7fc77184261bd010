import { align } from '../../align.ts';
import type { Simulated } from './simulate.ts';

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** Changed advice with its cause, request by request; then how often each occurs, and what could not be read. */
export const printSimulation = (simulated: readonly Simulated[]): readonly string[] => {
  const read = simulated.flatMap((one) => ('flips' in one ? [one] : []));
  const unread = simulated.flatMap((one) => ('unread' in one ? [one] : []));
  const flips = read.flatMap(({ name, flips: all }) => all.map((flip) => ({ name, ...flip })));
  const tests = read.reduce((sum, one) => sum + one.tests, 0);
  const each = flips.flatMap(({ name, coverage, line, from, to, why }) => {
    const place = [`line ${line}`, ...(coverage > 1 ? [`coverage ${coverage}`] : [])].join(', ');
    return [`${name}, ${place}: ${from} → ${to}`, ...why.map((one) => `  ${one}`), ''];
  });
  const kinds = [...new Set(flips.map(({ from, to }) => `${from} → ${to}`))].sort();
  const totals = kinds.map((kind) => [kind, String(flips.filter(({ from, to }) => `${from} → ${to}` === kind).length)]);
  return [
    ...each,
    `${count(read.length, 'request')} read, ${count(tests, 'test')} of payers with a draft: ${count(flips.length, 'flip')}.`,
    ...align(totals).map((line) => `  ${line}`),
    ...unread.map((one) => `Not read: ${one.name}: ${one.unread}`),
  ];
};
