import type { X12Endpoint } from '../../../shared/app/ports/payer-endpoint.ts';

/** A clearinghouse that stands in, as the settings of a tenant in test mode name it. */
export const x12Endpoint = (url: string): X12Endpoint => ({
  kind: 'x12-278',
  name: 'clearing',
  url,
  envelope: 'vC2.2.0',
  sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
  receiver: { qualifier: '30', id: 'CLEARING' },
  submitterId: 'SUB1',
  usage: 'T',
});
