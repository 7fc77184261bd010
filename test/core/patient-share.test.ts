import { expect, test } from 'vitest';
import { patientShare, patientShares } from '../../shared/core/explain/patient-share.ts';
import type { Determination } from '../../shared/core/model/determination.ts';

test('deductible left first, coinsurance of the rest, copay: the sum and its parts', () => {
  expect(patientShare({ deductibleUsd: 1000, deductibleLeftUsd: 250, coinsurance: 0.2 }, 1250)).toEqual({
    usd: 450,
    deductibleUsd: 250,
    coinsuranceUsd: 200,
    assumes: ['An estimate from what the plan said, in its network; the claim decides.'],
  });
  expect(patientShare({ copayUsd: 40, deductibleLeftUsd: 0 }, 300)).toMatchObject({ usd: 40, copayUsd: 40 });
  expect(patientShare({ copayUsd: 400, deductibleLeftUsd: 0 }, 300)).toMatchObject({ usd: 300 });
});

test('what the payer did not say is said: nothing at all is no estimate', () => {
  expect(patientShare({}, 300)).toBeUndefined();
  const says = (...given: Parameters<typeof patientShare>) => patientShare(...given)?.assumes.join(' ');
  expect(says({ deductibleUsd: 1000 }, 300)).toMatch(/all of it is counted.*Neither coinsurance nor a copay/);
  expect(says({ coinsurance: 0.2 }, 300)).toMatch(/A deductible was not named/);
  expect(says({ copayUsd: 40, deductibleLeftUsd: 10 }, 300)).toMatch(/Whether the deductible applies beside a copay/);
});

const line = (code: string, usd: number, more: Partial<Determination> = {}) =>
  ({ role: 'test', codes: [code], estimates: [{ code, usd, year: 2026, source: '' }], ...more }) as Determination;

test('lines of one visit share one deductible and one copay', () => {
  const sharing = { deductibleLeftUsd: 150, coinsurance: 0.1, copayUsd: 20 };
  const [first, second] = patientShares([line('78452', 100), line('93015', 100)], () => sharing);
  expect(first).toMatchObject({ usd: 100, deductibleUsd: 100 });
  expect(second).toMatchObject({ usd: 75, deductibleUsd: 50, coinsuranceUsd: 5, copayUsd: 20 });
  const copays = patientShares([line('78452', 100), line('93015', 100)], () => ({ copayUsd: 20 }));
  expect(copays.map((one) => one?.usd)).toEqual([20, 0]);
});

test('units count; an open code, a line without a published fee and one that is no test have no estimate', () => {
  const sharing = () => ({ coinsurance: 0.5, deductibleLeftUsd: 0 });
  const of = (one: Determination) => patientShares([one], sharing)[0]?.usd;
  expect(of(line('78452', 100, { units: 3 }))).toBe(150);
  expect(of(line('78452', 100, { codes: ['78452', '78451'] }))).toBeUndefined();
  expect(of(line('78452', 100, { estimates: [] }))).toBeUndefined();
  expect(of(line('78452', 100, { role: 'other' }))).toBeUndefined();
});
