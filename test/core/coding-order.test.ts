import { describe, expect, test } from 'vitest';
import { checkCoding } from '../../shared/core/coding/coding.ts';
import type { ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import { codebook, lineOf, SERVICE_DATE } from '../support/service-lines.ts';

const CODES =
  '93015 93016 93017 93018 93350 93350-26 93351 93351-59 78451 78452 78452-26 78452-TC 78453 78492 93000 93000-59 96374 99213-25 93352 J2785-JZ J2785-JW J0153-JZ-XU A9500 99999 75563'.split(
    ' ',
  );
const DIAGNOSES = [['R07.9'], ['Z13.6', 'R07.9'], ['786.50'], ['M54.5'], []];

/** Small repeatable random numbers. */
const random = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
};

const linesFrom = (pick: (below: number) => number): readonly ServiceFacts[] =>
  Array.from({ length: 2 + pick(7) }, (_, index) =>
    lineOf(CODES[pick(CODES.length)] ?? '', index + 1, {
      claimType: pick(8) === 0 ? 'institutional' : 'professional',
      placeOfService: ['11', '22', '31', '77'][pick(4)] ?? '11',
      ...(pick(5) === 0 ? {} : { providerGroup: ['group-a', 'group-b'][pick(5) === 0 ? 1 : 0] ?? '' }),
      diagnoses: DIAGNOSES[pick(DIAGNOSES.length)] ?? [],
      serviceDate: pick(4) === 0 ? '2026-05-14' : SERVICE_DATE,
      units: 1 + pick(4),
    }),
  );

const shuffled = <T>(items: readonly T[], pick: (below: number) => number): readonly T[] => {
  const rest = [...items];
  return items.flatMap(() => rest.splice(pick(rest.length), 1));
};

/** Findings by line, without the numbers of other lines. */
const findingsOf = (lines: readonly ServiceFacts[]) =>
  checkCoding(lines, codebook, { dialect: 'claim', serviceDate: SERVICE_DATE })
    .map(({ line, id, severity, carc, rarc }) => JSON.stringify([line, id, severity, carc, rarc]))
    .toSorted();

describe('the order of the lines of a claim', () => {
  test.each(Array.from({ length: 400 }, (_, seed) => seed + 1))('changes no finding of a line (%i)', (seed) => {
    const pick = random(seed);
    const lines = linesFrom(pick);
    expect(findingsOf(shuffled(lines, pick))).toEqual(findingsOf(lines));
  });
});
