import { describe, expect, test } from 'vitest';
import { bundle, order, patient, read, site } from './read-support.ts';

const SHORT = 20_000;
const LONG = 8 * SHORT;

/** CPU of reading a message, in ms; the least of some tries, which a busy machine disturbs least. */
const cpuOf = (message: object): number => {
  const tries = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage().user;
    read(message);
    return (process.cpuUsage().user - before) / 1000;
  });
  return Math.min(...tries);
};

const at = (more: object) =>
  bundle(order({ locationReference: [{ reference: 'Location/site' }] }), patient(), site(more));
const by = (reference: string) => bundle(order({ performer: [{ reference }] }), patient());
const text = (piece: string, length: number): string => piece.repeat(length / piece.length);

/** Texts at which a pattern may begin its search anew with every character: the work then grows with the square. */
const PLACES: Readonly<Record<string, (length: number) => object>> = {
  'the district of a site': (length) => at({ address: { state: 'FL', district: `x${text('\t', length)}x` } }),
  'the state of a site': (length) => at({ address: { state: text(' \t', length) } }),
  'the city of a site': (length) => at({ address: { state: 'FL', city: text('A a', length) } }),
  'a performer': (length) => by(`http://ehr.example/${text('Z', length)}`),
  'a performer in small letters': (length) => by(`http://ehr.example/${text('Za', length)}/`),
  'a code in words': (length) => bundle(order({ code: { text: text('stress ', length) } }), patient()),
  'a note on the order': (length) => bundle(order({ note: [{ text: text('ab ', length) }] }), patient()),
};

describe('a long text takes time in proportion to its length', () => {
  test.each(Object.entries(PLACES))('%s', (_what, messageOf) => {
    const [short, long] = [SHORT, LONG].map((length) => cpuOf(messageOf(length)));
    // Eight times the text: eight times the work at most, where the square would be sixty-four; what is too quick to tell is quick.
    expect(long!).toBeLessThan(Math.max(24 * short!, 60));
  });
});
