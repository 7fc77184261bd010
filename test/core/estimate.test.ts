import { describe, expect, test } from 'vitest';
import { estimatesOf } from '../../shared/core/explain/estimate.ts';
import { type Facts, known } from '../../shared/core/model/facts.ts';
import { codebook, lineOf, type Part } from '../support/service-lines.ts';

const DATES = { 2025: '2025-06-02', 2026: '2026-05-12' } as const;
const estimate = (text: string, year: keyof typeof DATES, part: Part = { placeOfService: '11' }, facts: Facts = {}) =>
  estimatesOf(lineOf(text, 1, part), facts, codebook, DATES[year]);
const amounts = (...given: Parameters<typeof estimate>) =>
  estimate(...given).map(({ code, modifier, usd }) => [modifier ? `${code}-${modifier}` : code, usd]);
const at = (state: string | undefined, locality: string): Facts => ({
  ...(state ? { siteState: known(state) } : {}),
  locality: known(locality),
});

describe('national', () => {
  test('by year of service, with its source and the word estimate', () => {
    expect(estimate('93015', 2026)).toEqual([
      {
        code: '93015',
        usd: 73.48,
        year: 2026,
        source:
          'Medicare physician fee schedule 2026 (CMS July 2026 file), national, non-facility rate, conversion factor 33.4009; estimate',
      },
    ]);
    expect(amounts('93015', 2025)).toEqual([['93015', 70.84]]);
    expect(estimatesOf(lineOf('93015', 1, {}), {}, codebook, '2024-12-31')).toEqual([]);
    expect(estimatesOf(lineOf('93015', 1, {}), {}, codebook, '2099-01-01')).toEqual([]);
  });

  test.each([
    ['93016', 20.71],
    ['93017', 39.08],
    ['93018', 13.69],
    ['93350-26', 67.47],
    ['93350-TC', 117.91],
    ['78452', 427.87],
    ['78431-26', 86.51],
  ])('%s in an office in 2026: %d', (text, usd) => {
    expect(amounts(text, 2026)).toEqual([[text, usd]]);
  });

  test('no place given is said', () => {
    expect(estimate('93015', 2026, {})[0]?.source).toContain('non-facility rate (place not given)');
  });

  test('an order that can mean several codes has one for each, once', () => {
    const codes = ['93015', '93016', '93018'];
    expect(amounts('93015', 2026, { codes }).map(([code]) => code)).toEqual(codes);
    expect(amounts('93015', 2026, { codes, placeOfService: '22' })).toEqual([
      ['93016', 20.71],
      ['93018', 13.69],
    ]);
  });
});

describe('no amount', () => {
  test.each(['78431', '78492-TC', '78434', 'J2785', 'A9500', 'C8930', '12345'])(
    '%s: priced by the contractor, elsewhere, or unknown',
    (text) => {
      expect(estimate(text, 2026)).toEqual([]);
    },
  );

  test('on a hospital’s claim: it is not paid by this schedule', () => {
    const facility = { claimType: 'institutional', placeOfService: '22' } as const;
    for (const code of ['93017', '93350', '78452']) expect(estimate(code, 2026, facility)).toEqual([]);
    expect(estimate('93017', 2026)).toHaveLength(1);
  });
});

describe('in a facility only the clinicians’ part', () => {
  test.each(['19', '21', '22', '23', '24'])('at place %s', (placeOfService) => {
    const place = { placeOfService };
    expect(amounts('93351', 2026, place)).toEqual([['93351-26', 81.16]]);
    expect(amounts('93351-26', 2026, place)).toEqual([['93351-26', 81.16]]);
    expect(amounts('78431', 2026, place)).toEqual([['78431-26', 86.51]]);
    expect(amounts('93015', 2025, place)).toEqual([
      ['93016', 20.05],
      ['93018', 13.59],
    ]);
    expect(amounts('93017', 2026, place)).toEqual([]);
    expect(amounts('93351-TC', 2026, place)).toEqual([]);
  });

  test('is said, and the facility rate is its own where it differs', () => {
    const [one] = estimate('93351', 2026, { placeOfService: '22' });
    expect(one?.source).toContain("clinician's part (modifier 26), national, facility rate");
    const strain = (placeOfService: string) => amounts('93356', 2025, { placeOfService });
    expect(strain('11')).toEqual([['93356', 35.26]]);
    expect(strain('22')).toEqual([['93356', 11.32]]);
  });
});

describe('by locality', () => {
  test('work, expense and malpractice each by their own index', () => {
    // Miami: 1 x 0.75 + 1.027 x 1.4 + 2.5 x 0.04 = 2.2878 units.
    expect(amounts('93015', 2025, { placeOfService: '11' }, at('FL', '04'))).toEqual([['93015', 74]]);
    // Manhattan, the reading in a hospital: 1.065 x 1.75 + 1.166 x 0.62 + 1.656 x 0.05 = 2.66947 units.
    expect(amounts('93351-26', 2025, { placeOfService: '22' }, at('NY', '1'))).toEqual([['93351-26', 86.35]]);
    const [one] = estimate('93015', 2025, { placeOfService: '11' }, at('FL', '04'));
    expect(one?.source).toContain('locality 04 FL (MIAMI), non-facility rate, conversion factor 32.3465; estimate');
  });

  test('the parts add up to the whole everywhere', () => {
    for (const [state, number] of [
      ['FL', '04'],
      ['AK', '01'],
      ['MN', '00'],
      ['CA', '09'],
    ] as const) {
      const usd = (code: string) => estimate(code, 2025, { placeOfService: '11' }, at(state, number))[0]?.usd ?? 0;
      const parts = usd('93016') + usd('93017') + usd('93018');
      expect(Math.abs(parts - usd('93015'))).toBeLessThanOrEqual(0.0151);
      expect(usd('93015')).not.toBe(70.84);
    }
  });

  test('national where the year’s indices or the locality are not held, and it says so', () => {
    const elsewhere = { ...codebook, locality: () => undefined };
    const line = lineOf('93015', 1, { placeOfService: '11' });
    const [later] = estimatesOf(line, at('FL', '04'), elsewhere, DATES[2026]);
    expect(later).toMatchObject({ usd: 73.48 });
    expect(later?.source).toContain('national (locality 04 is not held for 2026)');
    expect(amounts('93015', 2025, { placeOfService: '11' }, at('FL', '77'))).toEqual([['93015', 70.84]]);
    expect(amounts('93015', 2025, { placeOfService: '11' }, at(undefined, '01'))).toEqual([['93015', 70.84]]);
    expect(amounts('93015', 2025, { placeOfService: '11' }, { siteState: known('FL') })).toEqual([['93015', 70.84]]);
  });
});

describe('after the last year held', () => {
  const line = lineOf('93015', 1, { placeOfService: '11' });
  test('the rates of the year before, and it says so', () => {
    const [one] = estimatesOf(line, {}, codebook, '2027-02-01');
    expect(one).toMatchObject({ usd: 73.48, year: 2026, earlierRates: true });
    expect(one?.source).toMatch(/^2026 rates, since those of 2027 are not held: Medicare physician fee schedule 2026 /);
    expect(estimatesOf(line, {}, codebook, '2026-12-31')[0]).not.toHaveProperty('earlierRates');
  });

  test('also by locality', () => {
    const usd = (date: string) => estimatesOf(line, at('FL', '04'), codebook, date)[0]?.usd;
    // Miami 2026: the parts of 93015 by the indices of that year.
    expect(usd('2026-05-12')).not.toBe(73.48);
    expect(usd('2027-02-01')).toBe(usd('2026-05-12'));
  });

  test('none where they are older than a year', () => {
    expect(estimatesOf(line, {}, codebook, '2028-01-01')).toEqual([]);
  });
});

test('contrast of a stress echo is not priced in a facility', () => {
  for (const placeOfService of ['19', '21', '22', '23']) expect(amounts('93352', 2026, { placeOfService })).toEqual([]);
  expect(amounts('93352', 2026)).toEqual([['93352', 35.74]]);
});
