import { describe, expect, it } from 'vitest';
import { read, sharedFile, WITHOUT_SHARED } from './read-support.ts';

interface Example {
  readonly door: string;
  readonly body: unknown;
}

/** The public scenarios: lines, place, diagnoses, state and payer, as the table of scenarios lists them. */
const SCENARIOS = [
  ['p01', 'original-medicare FL', '93015', '11', 'R07.89'],
  ['p02', 'original-medicare TX', '93017, 93018', '22', 'R07.9'],
  ['p03', 'uhc-commercial OH', '93351', '11', 'R07.2 I44.7'],
  ['p04', 'original-medicare NY', '93018-26', '11', 'I25.10'],
  ['p05', 'original-medicare PA', '93015, 93017', '11', 'R07.9'],
  ['p06a', 'uhc-commercial IL', '93017', '11', 'R07.89'],
  ['p06b', 'uhc-commercial IL', '93016, 93018', '11', 'R07.89'],
  ['p07', 'humana-medicare-advantage TX', '78452', '11', 'Z95.5 I25.10'],
  ['p08', 'medicare-advantage CA', '78452, 93017, J2785 x4, A9500 x2', '22', 'R06.09 Z95.1'],
  ['p09', 'highmark PA', '93015', '11', 'Z13.6'],
  ['p10', 'medicaid ?', '93350, 93017', '22', 'R94.31'],
  ['p11', 'tx-workers-comp TX', '93015', '11', 'R07.9'],
  ['p12', 'commercial-other GA', '93350', '11', 'R07.9'],
  ['p13', 'original-medicare FL', '78452, 93015, J2785-JZ of 0.4 mg, A9500 x2', '11', 'R07.9'],
  ['p14', 'original-medicare MI', '93015', '11', 'Z01.810'],
  ['p15', 'uhc-commercial NJ', '93350-26 EMER', '23', 'R07.9'],
  ['p16', 'original-medicare AZ', '93025, 93015', '11', 'I25.5'],
  ['p17', 'cigna-commercial TN', '78452', '11', 'R07.9'],
  ['p18', 'original-medicare WA', '93351', '22', 'I25.10'],
] as const;

const inquiryOf = (name: string) => {
  const { door: path, body } = sharedFile(`examples/${name}.json`) as Example;
  return read(body, path.includes('Claim') ? 'claim' : 'eligibility');
};

describe.skipIf(WITHOUT_SHARED)(`public scenarios${WITHOUT_SHARED}`, () => {
  it.each(SCENARIOS)('%s is read as %s: %s at %s for %s', (name, payerAndState, lines, place, diagnoses) => {
    const inquiry = inquiryOf(name);
    const state = inquiry.facts.siteState?.is === 'known' ? inquiry.facts.siteState.value : '?';
    const [coverage] = inquiry.coverages;
    expect(`${coverage?.payor?.identifiers[0]?.value} ${state}`).toBe(payerAndState);
    expect(
      inquiry.lines
        .map(({ codes, modifiers, units, doseMg, encounterClass }) =>
          [
            [codes.join('/'), ...modifiers].join('-'),
            ...((units ?? 1) > 1 ? [`x${units}`] : []),
            ...(doseMg ? [`of ${doseMg} mg`] : []),
            ...(encounterClass ? [encounterClass] : []),
          ].join(' '),
        )
        .join(', '),
    ).toBe(lines);
    for (const line of inquiry.lines) {
      expect(line.placeOfService).toBe(place);
      expect(line.diagnoses.join(' ')).toBe(diagnoses);
      expect(line.serviceDate).toBe(name === 'p12' ? '2026-04-10' : '2026-05-12');
      expect(line.performer).toBe('1234567893');
    }
    expect(inquiry.coverages).toHaveLength(1);
    expect(coverage).toMatchObject({ focal: true, status: 'active', memberId: inquiry.patient.memberIds[0] });
  });

  it('tells claims from eligibility requests, and reads a claim’s use', () => {
    expect(inquiryOf('p01')).toMatchObject({ dialect: 'eligibility', orders: [{ status: 'active' }] });
    expect(inquiryOf('p08')).toMatchObject({ dialect: 'claim', use: 'predetermination' });
    expect(inquiryOf('p02').lines.map(({ claimType, providerGroup }) => [claimType, providerGroup])).toEqual([
      ['professional', '1245319599'],
      ['professional', '1245319599'],
    ]);
  });

  it('reads a stress agent on the claim as drug stress', () => {
    expect(inquiryOf('p08').facts.plannedStress).toMatchObject({ is: 'known', value: 'drug' });
    expect(inquiryOf('p07').facts.plannedStress).toBeUndefined();
  });
});
