import type { PayerAsked } from '../../../shared/app/ports/payer-gateway.ts';

/** A question for a payer that is asked by X12 at `base`, of a tenant in test mode. */
export const eligibilityQuestion = (base: string, more: Partial<PayerAsked['server']> = {}): PayerAsked => ({
  server: {
    base,
    x12: {
      envelope: 'vC2.2.0',
      sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
      receiver: { qualifier: '30', id: 'CLEARING' },
      usage: 'T',
      payer: { name: 'Example Health Plan', id: 'EX001' },
      provider: { organization: 'Heart Practice', npi: '2000000028' },
    },
    ...more,
  },
  origins: [new URL(base).origin],
  takesTests: true,
  payer: 'payer',
  memberId: 'M-77001',
  birthDate: '1957-04-02',
  serviceDate: '2099-03-10',
  codes: ['78452'],
  now: '2099-03-01T09:30:00.000Z',
});
