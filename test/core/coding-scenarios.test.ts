import { describe, expect, test } from 'vitest';
import { ask } from '../support/ask-core.ts';
import type { ClaimLine, Part } from '../support/service-lines.ts';

const OFFICE: Part = { claimType: 'professional', placeOfService: '11', providerGroup: 'group-a' };
const HOSPITAL: Part = { ...OFFICE, placeOfService: '22' };
const FACILITY: Part = { claimType: 'institutional', placeOfService: '22', providerGroup: 'hospital' };

const medicare = (line: Part, ...lines: readonly ClaimLine[]) =>
  ask({ payer: 'original-medicare', use: 'claim', line }, ...lines);
const words = (line: Part, ...lines: readonly ClaimLine[]) => {
  const answer = medicare(line, ...lines);
  return [answer.advice, ...answer.determinations.map(({ advice }) => advice)];
};
const word = (line: Part, ...lines: readonly ClaimLine[]) => medicare(line, ...lines).advice;

describe('the tracing on the clinician’s claim of a hospital test', () => {
  test('only the line that is the facility’s is wrong, and it says why', () => {
    expect(words(HOSPITAL, '93017', '93018')).toEqual(['fix-coding', 'fix-coding', 'proceed-no-pa']);
    const [tracing] = medicare(HOSPITAL, '93017', '93018').determinations;
    expect(tracing?.findings).toMatchObject([{ carc: '5', rarc: 'M97', severity: 'error' }]);
    expect(tracing?.reasons[0]).toContain('Take 93017 off the professional claim');
  });

  test.each(['19', '21', '22', '23'])('at place %s', (placeOfService) => {
    const at = { ...OFFICE, placeOfService };
    expect(word(at, '93015')).toBe('fix-coding');
    expect(word(at, '93017', '93018')).toBe('fix-coding');
    expect(word(at, '93016', '93018')).toBe('proceed-no-pa');
    expect(word(at, '93018')).toBe('proceed-no-pa');
  });

  test.each(['11', '49'])('at place %s it is right', (placeOfService) => {
    expect(word({ ...OFFICE, placeOfService }, '93017', '93018')).toBe('proceed-no-pa');
  });

  test('on the facility’s own claim it is right, and the reading is wrong', () => {
    expect(word(FACILITY, '93017')).toBe('proceed-no-pa');
    expect(words(FACILITY, '93017', '93018')).toEqual(['fix-coding', 'proceed-no-pa', 'fix-coding']);
    expect(word(FACILITY, '93015')).toBe('fix-coding');
  });
});

describe('components', () => {
  test.each(['93015-26', '93016-TC', '93017-26', '93018-26', '93018-TC'])('%s', (line) => {
    expect(word(OFFICE, line)).toBe('fix-coding');
    expect(word(OFFICE, line.slice(0, 5))).toBe('proceed-no-pa');
  });

  test.each(['93350', '93351', '78452', '78431', '75563'])('%s in a hospital, with and without 26', (code) => {
    expect(word(HOSPITAL, code)).toBe('fix-coding');
    expect(word(HOSPITAL, `${code}-26`)).not.toBe('fix-coding');
    expect(word(OFFICE, code)).not.toBe('fix-coding');
  });

  test('split doctors in a hospital, and the facility beside them', () => {
    expect(word(HOSPITAL, '93350-26', '93016', '93018')).not.toBe('fix-coding');
    expect(word(FACILITY, '93350', '93017')).not.toBe('fix-coding');
    expect(word(FACILITY, 'C8930')).not.toBe('fix-coding');
  });
});

describe('the whole and its parts', () => {
  test.each(['93016', '93017', '93018'])('93015 with %s of one group and day', (part) => {
    expect(word(OFFICE, '93015', part)).toBe('fix-coding');
    expect(word(OFFICE, part, '93015')).toBe('fix-coding');
    expect(word(OFFICE, '93015', [part, { serviceDate: '2026-05-13' }])).toBe('proceed-no-pa');
  });

  test('the clinic that owns the treadmill and the outside cardiologist, each on a claim of their own', () => {
    expect(word(OFFICE, '93017')).toBe('proceed-no-pa');
    expect(word({ ...OFFICE, providerGroup: 'group-b' }, '93016', '93018')).toBe('proceed-no-pa');
    expect(word(OFFICE, '93017', ['93016', { providerGroup: 'group-b' }])).toBe('proceed-no-pa');
  });

  test.each(['93015', '93016', '93017', '93018'])('T-wave alternans with %s', (code) => {
    expect(word(OFFICE, '93025', code)).toBe('fix-coding');
    expect(word(OFFICE, '93025')).toBe('manual-review');
  });

  test('a stress echo takes in its ECG part only where one clinician did both', () => {
    expect(word(OFFICE, '93351', '93015')).toBe('fix-coding');
    expect(word(OFFICE, '93351', '93018')).toBe('fix-coding');
    expect(word(OFFICE, '93350', '93018')).not.toBe('fix-coding');
  });
});

describe('drugs, tracers and add-ons', () => {
  const spect = (agent: string, part: Part) => word(OFFICE, '78452', '93015', [agent, part], ['A9500', { units: 2 }]);

  test.each([
    ['J2785', 0.4, 4],
    ['J0153', 60, 60],
    ['J1245', 56, 6],
    ['J1250', 40, 1],
  ])('%s: %d mg are %i units', (agent, doseMg, units) => {
    expect(spect(`${agent}-JZ`, { doseMg, units })).not.toBe('fix-coding');
    expect(spect(`${agent}-JZ`, { doseMg, units: units + 1 })).toBe('fix-coding');
  });

  test('one unit of a full syringe', () => {
    expect(spect('J2785-JZ', { doseMg: 0.4, units: 1 })).toBe('fix-coding');
    expect(spect('J2785-JZ', { units: 5 })).toBe('fix-coding');
  });

  test.each([
    ['93352', '93351'],
    ['93325', '93350'],
    ['78434', '78431'],
    ['75565', '75563'],
  ])('%s with and without %s', (addOn, base) => {
    expect(word(OFFICE, base, addOn)).not.toBe('fix-coding');
    expect(word(OFFICE, '93015', addOn)).toBe('fix-coding');
  });
});

test('two tests for ischemia on one day go to a reviewer, not to the coder', () => {
  expect(words(OFFICE, '78452', '93351')).toEqual(['manual-review', 'manual-review', 'manual-review']);
  expect(words(OFFICE, '78452', ['93351', { serviceDate: '2026-05-13' }])).not.toContain('manual-review');
});

test('that no edit speaks is never given as a reason', () => {
  for (const lines of [['93017', '93018'], ['78452', '93015'], ['93015']])
    for (const { reasons, criteria, findings } of medicare(OFFICE, ...lines).determinations) {
      expect(findings).toEqual([]);
      const said = [...reasons, ...criteria.map(({ says }) => says)].join(' ');
      expect(said).not.toMatch(/\bedits?\b|bundl|coding/i);
    }
});

describe('a line that is no cardiac stress test but may not stand beside one', () => {
  test.each([
    ['93015', '99213', '99213-25'],
    ['93350', '93306', '93306-59'],
  ])('%s with %s fails the claim, a modifier mends it', (code, beside, mended) => {
    expect(word(OFFICE, code, beside)).toBe('fix-coding');
    expect(word(OFFICE, code, mended)).toBe(word(OFFICE, code));
  });
  test('where no modifier mends it', () => {
    const { advice, disposition } = medicare(OFFICE, '78452', '78472-59');
    expect(advice).toBe('fix-coding');
    expect(disposition).toContain('78472');
  });
});
