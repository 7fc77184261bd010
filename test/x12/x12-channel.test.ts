import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeX12Channel } from '../../shared/adapters/payers/x12-channel.ts';
import type { ToSend } from '../../shared/app/ports/payer-channel.ts';
import type { X12Endpoint } from '../../shared/app/ports/payer-endpoint.ts';
import type { SettingsStore, Tenant } from '../../shared/app/ports/ports.ts';
import { type Clearinghouse, formIn, openClearinghouse, payloadIn, SCRIPTS } from '../support/x12/clearinghouse.ts';
import { reviewContent, reviewItem } from '../support/x12/review-content.ts';
import { layoutFaults } from '../support/x12/review-layout.ts';
import { x12Endpoint } from '../support/x12/x12-endpoint.ts';

let house: Clearinghouse;
beforeAll(async () => {
  house = await openClearinghouse();
});
afterAll(() => house.close());
beforeEach(() => {
  house.answer = SCRIPTS.certified;
  house.requests.length = 0;
});

const toSend = (changes: Partial<ToSend> = {}): ToSend => ({
  what: 'submit',
  content: reviewContent({ items: [reviewItem(1, '78452'), reviewItem(2, '93015')] }),
  messageId: 'message-1',
  at: '2099-03-01T09:30:00.000Z',
  address: { kind: 'x12-278', version: '005010X217', endpoint: 'clearing' },
  ...changes,
});

const open = (changes: Partial<X12Endpoint> = {}, origins?: readonly string[], testMode: object | undefined = {}) => {
  const endpoint: X12Endpoint = { ...x12Endpoint(house.url), secret: 'file:login', ...changes };
  const tenant: Partial<Tenant> = {
    payerEndpoints: [endpoint],
    outbound: origins ?? [new URL(endpoint.url).origin],
    ...(testMode ? { testMode } : {}),
  };
  const settings = { tenant: async () => tenant } as Partial<SettingsStore> as SettingsStore;
  const secrets = {
    read: async (reference: string) => {
      if (reference !== 'file:login') throw new Error('no such secret');
      return 'user:pass&word:1';
    },
  };
  const parts = { outbound: makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] }), breaker: makeBreaker(Date.now) };
  return makeX12Channel({ ...parts, secrets, settings, now: Date.now, timeoutMs: 700 });
};

describe('an endpoint set to test, of a tenant without test mode', () => {
  const real = (changes: Partial<X12Endpoint> = {}) => open(changes, undefined, null as never);

  test.each(['submit', 'update', 'cancel'] as const)('%s: nothing is sent, and it says why', async (what) => {
    const { sent, response } = await real().exchange('t', toSend({ what }));
    expect([sent, house.requests.length]).toEqual(['', 0]);
    expect(response).toMatchObject({ is: 'rejected', rejections: [{ code: 'test-endpoint', followUp: 'stop' }] });
  });

  test('an inquiry is silence: it says nothing of a request that is there', async () => {
    expect(await real().exchange('t', toSend({ what: 'inquire' }))).toEqual({
      sent: '',
      response: { is: 'silent', why: 'test-endpoint' },
    });
    expect(house.requests).toEqual([]);
  });

  test('one in production is sent', async () => {
    await real({ usage: 'P' }).exchange('t', toSend());
    expect(house.requests).toHaveLength(1);
  });
});

describe('what goes out', () => {
  test('the envelope of the rule, with our login, around the request', async () => {
    const { sent } = await open().exchange('t', toSend());
    const [{ headers, body } = { headers: {}, body: '' }] = house.requests;
    expect(headers).toMatchObject({
      'content-type': 'application/soap+xml; charset=UTF-8; action="RealTimeTransaction"',
    });
    expect(body).toContain(
      '<cor:COREEnvelopeRealTimeRequest xmlns:cor="http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd">',
    );
    expect(body).toContain(
      '<PayloadType>X12_278_Request_005010X217E1_2</PayloadType><ProcessingMode>RealTime</ProcessingMode>',
    );
    expect(body).toMatch(/<PayloadID>[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}<\/PayloadID>/);
    expect(body).toContain(
      '<TimeStamp>2099-03-01T09:30:00Z</TimeStamp><SenderID>PRACTICE1</SenderID><ReceiverID>CLEARING</ReceiverID><CORERuleVersion>2.2.0</CORERuleVersion>',
    );
    expect(body).toContain('<wsse:Username>user</wsse:Username><wsse:Password>pass&amp;word:1</wsse:Password>');
    expect(payloadIn(body)).toBe(sent);
    expect(layoutFaults(sent)).toEqual([]);
    expect(sent).not.toContain('pass');
  });

  test('the later release of the rule, behind the setting', async () => {
    await open({ envelope: 'vC4.0.0' }).exchange('t', toSend());
    expect(house.requests[0]?.body).toContain('CORERule4.0.0.xsd">');
    expect(house.requests[0]?.body).toContain('<CORERuleVersion>4.0.0</CORERuleVersion>');
  });

  test('as a form, where the settings say HTTP+MIME: the same fields, with our login', async () => {
    const { sent, response } = await open({ packaging: 'mime' }).exchange('t', toSend());
    const [{ headers, body } = { headers: {}, body: '' }] = house.requests;
    const { PayloadID = '', ...fields } = formIn(body);
    expect(headers).toMatchObject({ 'content-type': `multipart/form-data; boundary=core-${PayloadID}` });
    expect(fields).toEqual({
      PayloadType: 'X12_278_Request_005010X217E1_2',
      ProcessingMode: 'RealTime',
      TimeStamp: '2099-03-01T09:30:00Z',
      SenderID: 'PRACTICE1',
      ReceiverID: 'CLEARING',
      CORERuleVersion: '2.2.0',
      UserName: 'user',
      Password: 'pass&word:1',
      Payload: sent,
    });
    expect(response).toMatchObject({ is: 'answered' });
  });

  test.each(['soap', 'mime'] as const)('the same message again is the same, byte for byte: %s', async (packaging) => {
    const channel = open({ packaging });
    await channel.exchange('t', toSend());
    await channel.exchange('t', toSend());
    expect(house.requests[0]?.body).toBe(house.requests[1]?.body);
  });
});

const REJECTED = { is: 'rejected' };
const SILENT = { is: 'silent' };
const EXPECTED: Readonly<Record<keyof typeof SCRIPTS, object>> = {
  certified: { is: 'answered', items: [{ action: 'certified', number: 'AUTH1' }] },
  'services differ from the event': {
    is: 'answered',
    items: [
      { sequence: 1, action: 'certified', number: 'AUTH1-1' },
      { sequence: 2, action: 'denied' },
    ],
  },
  'plus between components, CR LF after segments': {
    is: 'answered',
    items: [
      { sequence: 1, action: 'certified', number: 'AUTH1-1', code: '78452' },
      { sequence: 2, action: 'denied' },
    ],
  },
  pended: {
    is: 'answered',
    reference: 'FILE1',
    items: [{ action: 'pended', caseNumber: 'FILE1', needs: [{ loinc: '18752-6' }] }],
  },
  'escaped instead of CDATA': { is: 'answered' },
  'base64 payload': { is: 'answered' },
  'multipart with attachment': { is: 'answered' },
  'a form': { is: 'answered', items: [{ action: 'certified', number: 'AUTH1' }] },
  'a form with an error': { ...REJECTED, rejections: [{ code: 'PayloadTypeRequired', followUp: 'correct' }] },
  'X12 without envelope': { is: 'answered' },
  'accepted by 999': { is: 'acknowledged' },
  'rejected by 999': { ...REJECTED, rejections: [{ code: '7', at: 'loop 2010C, NM1 (segment 12), element 9' }] },
  'accepted by TA1': { is: 'acknowledged' },
  'rejected by TA1': { ...REJECTED, rejections: [{ code: '025', at: 'ISA' }] },
  'another trace': { ...SILENT, why: 'other-trace' },
  'another member': { ...SILENT, why: 'other-member' },
  truncated: { ...SILENT, why: expect.stringMatching(/^unreadable: truncated at segment \d+$/) },
  'envelope error': { ...REJECTED, rejections: [{ code: 'PayloadTypeRequired', followUp: 'correct', at: 'envelope' }] },
  'login refused': { ...REJECTED, rejections: [{ code: 'UnAuthorized', followUp: 'stop' }] },
  'soap fault of the sender': { ...REJECTED, rejections: [{ code: 'Sender', followUp: 'correct' }] },
  'soap fault of the receiver': { ...SILENT, why: 'receiver-fault' },
  'empty payload': { ...SILENT, why: 'unreadable' },
  html: { ...SILENT, why: 'unreadable' },
  nothing: { ...SILENT, why: 'unreadable' },
  'too long': { ...SILENT, why: 'unreadable' },
  'not on file': { ...REJECTED, rejections: [{ code: 'AA', followUp: 'correct' }] },
  'cannot answer now': { ...REJECTED, rejections: [{ code: '42', followUp: 'resend' }] },
  busy: { ...SILENT, why: 'failing', retryAfter: 30 },
  down: { ...SILENT, why: 'failing' },
  'not found': { ...REJECTED, rejections: [{ code: 'http-404', followUp: 'stop' }] },
  redirect: { ...REJECTED, rejections: [{ code: 'http-302', followUp: 'stop' }] },
  slow: { ...SILENT, why: 'late' },
};

describe('what comes back', () => {
  test.each(Object.entries(EXPECTED))('%s', async (script, expected) => {
    house.answer = SCRIPTS[script as keyof typeof SCRIPTS];
    const { response } = await open().exchange('t', toSend());
    expect(response).toMatchObject(expected);
  });

  test('what came is kept for the trail', async () => {
    const exchanged = await open().exchange('t', toSend());
    expect(exchanged.received).toMatch(/^ISA\*.*HCR\*A1\*AUTH1.*IEA\*1\*\d{9}~$/);
  });

  test('nobody there', async () => {
    const { response } = await open({ url: 'http://127.0.0.1:1/core' }).exchange('t', toSend());
    expect(response).toEqual({ is: 'silent', why: 'unreachable' });
  });

  test('a receiver in trouble is left alone for a while', async () => {
    house.answer = SCRIPTS.down;
    const channel = open();
    for (let count = 0; count < 7; count += 1) await channel.exchange('t', toSend());
    expect(house.requests).toHaveLength(5);
    const { response } = await channel.exchange('t', toSend());
    expect(response).toEqual({ is: 'silent', why: 'resting', isUnsent: true });
  });
});

describe('an inquiry after a request', () => {
  const inquire = () => open().exchange('t', toSend({ what: 'inquire', reference: 'FILE1' }));

  test('is a transaction of its own, about the request of before', async () => {
    const { sent } = await inquire();
    expect(house.requests[0]?.body).toContain('<PayloadType>X12_278_Request_005010X215</PayloadType>');
    const lines = sent.split('~');
    expect(lines.find((line) => line.startsWith('BHT'))).toMatch(/^BHT\*0007\*28\*/);
    expect(lines.slice(lines.indexOf('HL*4*3*EV*0'), -4)).toEqual([
      'HL*4*3*EV*0',
      'TRN*1*trace-request-1*1311234567',
      'UM*HS*I*73*11:B',
      'REF*NT*FILE1',
      'DTP*AAH*D8*20990310',
      'NM1*SJ*1*Reader*Rob****XX*1245319599',
    ]);
    const { sent: submitted } = await open().exchange('t', toSend());
    expect(submitted.slice(0, 106)).not.toBe(sent.slice(0, 106));
  });

  test.each([
    ['certified', { is: 'answered', items: [{ action: 'certified', number: 'AUTH1' }] }],
    ['not on file', { is: 'rejected', rejections: [{ code: 'AA' }] }],
    ['cannot answer now', { is: 'silent', why: 'inquiry-not-taken: 42' }],
    ['rejected by 999', { is: 'silent', why: 'inquiry-not-taken: 7' }],
    ['not found', { is: 'silent', why: 'inquiry-not-taken: http-404' }],
    ['slow', { is: 'silent', why: 'late' }],
  ] as const)('%s: only that nothing is on file lets the request be sent again', async (script, expected) => {
    house.answer = SCRIPTS[script];
    expect((await inquire()).response).toMatchObject(expected);
  });
});

describe('what is not sent', () => {
  test.each([['an address the tenant does not allow', open, { origins: [] }, 'not-allowed']])(
    '%s',
    async (_, __, { origins }, code) => {
      const { response, sent } = await open({}, origins).exchange('t', toSend());
      expect(response).toMatchObject({ is: 'rejected', rejections: [{ code, followUp: 'stop' }] });
      expect(sent).toBe('');
      expect(house.requests).toEqual([]);
    },
  );

  test('an endpoint that is not in the settings, a login that cannot be read, a request with a gap', async () => {
    const elsewhere = { kind: 'x12-278', version: '005010X217', endpoint: 'other' } as const;
    const all = await Promise.all([
      open().exchange('t', toSend({ address: elsewhere })),
      open({ secret: 'file:gone' }).exchange('t', toSend()),
      open().exchange('t', toSend({ content: reviewContent({ member: { family: 'A' } }) })),
    ]);
    expect(all.map(({ response }) => response)).toMatchObject([
      { is: 'rejected', rejections: [{ code: 'no-endpoint', followUp: 'stop' }] },
      { is: 'rejected', rejections: [{ code: 'no-login', followUp: 'stop' }] },
      {
        is: 'rejected',
        rejections: [{ code: 'incomplete', followUp: 'correct', says: 'Nothing was sent: the member number missing.' }],
      },
    ]);
    expect(house.requests).toEqual([]);
  });
});
