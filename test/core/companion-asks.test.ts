import { describe, expect, test } from 'vitest';
import type { Determination } from '../../shared/core/model/determination.ts';
import { type Asked, ask, PLAIN } from '../support/ask-core.ts';
import { SERVICE_DATE } from '../support/service-lines.ts';

const APPROVED: NonNullable<Determination['approval']> = {
  decision: 'approved',
  number: 'A-1',
  codes: ['78452'],
  source: 'portal',
  receivedAt: `${SERVICE_DATE}T00:00:00.000Z`,
  start: '2026-01-01',
  end: '2026-12-31',
};
const approvedFor = (...codes: readonly string[]) => ({ approvals: { '': [{ ...APPROVED, codes }] } });

const of = (asked: Partial<Asked> & { readonly payer: string }, code: string, addOn: string) => {
  const answer = ask({ facts: PLAIN, dialect: 'order', line: { placeOfService: '11' }, ...asked }, code, addOn);
  const [lead, companion] = answer.determinations;
  return { advice: answer.advice, lead, companion };
};

describe('an add-on that plans judge apart from its test', () => {
  test.each([
    ['0742T', '78451'],
    ['0742T', '78452'],
    ['0899T', '75559'],
    ['0900T', '75563'],
  ])('%s with %s goes with it where the payer asks for no authorization at all', (addOn, code) => {
    const { companion, lead } = of({ payer: 'original-medicare' }, code, addOn);
    expect(companion).toMatchObject({ role: 'companion', lead: lead?.line, advice: lead?.advice });
  });
  test.each([
    ['0742T', '78452'],
    ['0899T', '75559'],
    ['0900T', '75563'],
  ])('%s with %s takes no "go ahead" from it elsewhere', (addOn, code) => {
    for (const payer of ['highmark', 'cigna-commercial', 'humana-medicare-advantage']) {
      const { advice, lead, companion } = of({ payer, ...approvedFor(code) }, code, addOn);
      expect([payer, lead?.advice]).toEqual([payer, 'proceed-authorized']);
      expect([payer, companion?.advice, companion?.bookable, advice]).toEqual([
        payer,
        'ask-plan',
        'cannot-tell',
        'ask-plan',
      ]);
      expect(companion?.reasons[0]).toContain(addOn);
    }
  });
  test('is authorized by an approval that names it', () => {
    const { advice, companion } = of({ payer: 'highmark', ...approvedFor('78452', '0742T') }, '78452', '0742T');
    expect([companion?.advice, advice]).toEqual(['proceed-authorized', 'proceed-authorized']);
  });
  test('other add-ons go with their test', () => {
    const { companion } = of({ payer: 'highmark', ...approvedFor('78431') }, '78431', '78434');
    expect(companion?.advice).toBe('proceed-authorized');
  });
});
