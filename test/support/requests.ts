import type { Bundle, FhirResource } from 'fhir/r4';
import type { Exchanged, PayerChannel, ToSend } from '../../shared/app/ports/payer-channel.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import type { ItemResponse, PayerResponse } from '../../shared/core/submission/payer-response.ts';
import { orderBundle, withAnswers } from './orders.ts';

type Message = Bundle<FhirResource>;

/** NPIs whose check digit is right; nobody's. */
export const NPIS = { ordering: '1234567893', rendering: '1245319599', group: '2000000010' };

/** The demo order with its answers, and with everything a payer's form asks for; `spoil` takes some of it away. */
export const requestableOrder = (id: string, spoil: (bundle: Message) => void = () => undefined): Message => {
  const bundle = withAnswers(
    orderBundle(id, (order) => {
      order.performer = [{ reference: 'PractitionerRole/reader' }];
      order.requester = { reference: 'Practitioner/orderer' };
    }),
  );
  const npi = (value: string) => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
  const added: readonly FhirResource[] = [
    { resourceType: 'Practitioner', id: 'orderer', identifier: [npi(NPIS.ordering)], name: [{ family: 'Ordway' }] },
    { resourceType: 'Practitioner', id: 'performer', identifier: [npi(NPIS.rendering)], name: [{ family: 'Perform' }] },
    {
      resourceType: 'Organization',
      id: 'group',
      name: 'Cardiology Group',
      identifier: [npi(NPIS.group), { system: 'urn:oid:2.16.840.1.113883.4.4', value: '12-3456789' }],
    },
    {
      resourceType: 'PractitionerRole',
      id: 'reader',
      practitioner: { reference: 'Practitioner/performer' },
      organization: { reference: 'Organization/group' },
    },
  ];
  for (const { resource } of bundle.entry ?? []) {
    if (resource?.resourceType === 'Location')
      resource.address = { line: ['1 Main Street'], city: 'Columbus', state: 'OH', postalCode: '43004' };
    if (resource?.resourceType === 'Patient') resource.name = [{ family: 'Zzyzx', given: ['Quill'] }];
  }
  const whole = { ...bundle, entry: [...(bundle.entry ?? []), ...added.map((resource) => ({ resource }))] };
  spoil(whole);
  return whole;
};

export const SUBMITTING: Partial<Tenant> = {
  submission: { byItself: true },
  payerEndpoints: [{ kind: 'fhir-pas', name: 'sandbox', payer: 'emblemhealth', base: 'https://payer.example/fhir' }],
};

export const answered = (asked: ToSend, item: Partial<ItemResponse>, more: object = {}): PayerResponse => ({
  is: 'answered',
  traces: [asked.content.trace],
  items: [{ sequence: 1, action: 'certified', reasons: [], needs: [], ...item }],
  notes: [],
  ...more,
});

/** A payer that says what a test has it say, and keeps what it was sent. */
export const standInPayer = (says: (asked: ToSend, count: number) => PayerResponse | Promise<PayerResponse>) => {
  const sent: ToSend[] = [];
  const channel: PayerChannel = {
    exchange: async (_tenant, toSend): Promise<Exchanged> => {
      sent.push(toSend);
      const response = await says(toSend, sent.length);
      return { sent: JSON.stringify(toSend.content), received: JSON.stringify(response), response };
    },
  };
  return { sent, channel };
};
