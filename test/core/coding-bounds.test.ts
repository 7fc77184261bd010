import { describe, expect, test } from 'vitest';
import { checkCoding } from '../../shared/core/coding/coding.ts';
import { codebook, lineOf, SERVICE_DATE } from '../support/service-lines.ts';

const MIXES: readonly (readonly string[])[] = [
  ['93351'],
  ['93015', '93017'],
  ['78452', '93015', 'J2785-JW', 'J2785-JZ', 'A9500'],
  ['78451', '78452', '93350', '93351', '93015', '93016', '93017', '93018', '96374', '93000', 'J2785', 'A9500', '93352'],
  ['78452-26', '78452-TC', '93018-59', '93016-53'],
];

const claimOf = (codes: readonly string[], count: number) =>
  Array.from({ length: count }, (_, index) =>
    lineOf(codes[index % codes.length] ?? '', index + 1, {
      claimType: 'professional',
      placeOfService: '11',
      providerGroup: 'group-a',
      diagnoses: ['R07.9'],
      serviceDate: SERVICE_DATE,
    }),
  );
const check = (lines: ReturnType<typeof claimOf>) =>
  checkCoding(lines, codebook, { dialect: 'claim', serviceDate: SERVICE_DATE });

/** The least of several runs, so that a busy machine disturbs it little. */
const cpuOf = (work: () => void): number => {
  const runs = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return user + system;
  });
  return Math.min(...runs);
};

describe('a claim of 999 lines', () => {
  test.each(MIXES)('findings and their text grow with its lines: %s …', (...codes) => {
    const sizeOf = (count: number) => JSON.stringify(check(claimOf(codes, count))).length;
    expect(sizeOf(960)).toBeLessThan(sizeOf(120) * 8 * 1.5);
  });

  test.each(MIXES)('so does the work: %s …', (...codes) => {
    const few = claimOf(codes, 120);
    const many = claimOf(codes, 960);
    cpuOf(() => check(many));
    // Eight times the lines: 8 if it is linear, 64 if every line is compared with every other.
    expect(cpuOf(() => check(many))).toBeLessThan(
      Math.max(
        cpuOf(() => check(few)),
        1_000,
      ) * 28,
    );
  });
});
