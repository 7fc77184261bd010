import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { reviewResponse } from './review-responses.ts';
import { interchangeOf } from './writing.ts';

/** How it answers: the body of its HTTP response, made from the X12 it was sent. */
export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly afterMs?: number;
}
export type Script = (sent: string) => Reply;

const SOAP = 'application/soap+xml; charset=UTF-8';
const wrapped = (inner: string): string =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${inner}</s:Body></s:Envelope>`;
const envelope = (payload: string, error = 'Success', words = ''): string =>
  wrapped(
    `<ns0:COREEnvelopeRealTimeResponse xmlns:ns0="http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd"><PayloadType>X12_278_Response_005010X217E1_2</PayloadType><ProcessingMode>RealTime</ProcessingMode><Payload>${payload}</Payload><ErrorCode>${error}</ErrorCode><ErrorMessage>${words}</ErrorMessage></ns0:COREEnvelopeRealTimeResponse>`,
  );
export const inEnvelope = (x12: string): Reply => ({ type: SOAP, body: envelope(`<![CDATA[${x12}]]>`) });

const elementOf = (sent: string, tag: string, at: number): string =>
  sent
    .split('~')
    .map((segment) => segment.split('*'))
    .find(([own]) => own === tag)?.[at] ?? '';

/** Trace and message of a request, so that the answer is one to it. */
const echoing = (sent: string) => ({ trace: elementOf(sent, 'TRN', 2), reference: elementOf(sent, 'BHT', 3) });

const two = (sent: string) => ({
  ...echoing(sent),
  event: ['HCR*A2*AUTH1', 'DTP*007*RD8*20990305-20990603'],
  services: [
    ['HCR*A1*AUTH1-1', 'SV1*HC:78452**UN*1'],
    ['HCR*A3**0F', 'SV1*HC:93015**UN*1'],
  ],
});
const certified = (sent: string): string =>
  reviewResponse({ ...echoing(sent), event: ['HCR*A1*AUTH1', 'DTP*007*RD8*20990305-20990603'] });

const acknowledging = (sent: string, ...lines: readonly string[]): string =>
  interchangeOf('999', [`AK1*HI*${elementOf(sent, 'GS', 6)}*005010X217`, 'AK2*278*0001*005010X217', ...lines]);
const interchange = (sent: string, status: string): string =>
  `${interchangeOf('999', []).slice(0, 106)}TA1*${elementOf(sent, 'ISA', 13)}*990301*0930*${status}*025~IEA*0*000000007~`;

/** Ways a receiver answers and misbehaves. */
export const SCRIPTS = {
  certified: (sent) => inEnvelope(certified(sent)),
  'services differ from the event': (sent) => inEnvelope(reviewResponse(two(sent))),
  'plus between components, CR LF after segments': (sent) =>
    inEnvelope(reviewResponse(two(sent), { marks: '*^+~', end: '\r\n' })),
  pended: (sent) =>
    inEnvelope(reviewResponse({ ...echoing(sent), event: ['HCR*A4', 'REF*NT*FILE1', 'HI*LOI:18752-6'] })),
  'escaped instead of CDATA': (sent) => ({ type: SOAP, body: envelope(certified(sent).replaceAll('*', '&#42;')) }),
  'base64 payload': (sent) => ({ type: SOAP, body: envelope(Buffer.from(certified(sent)).toString('base64')) }),
  'multipart with attachment': (sent) => ({
    type: 'multipart/related; boundary=b1; type="application/xop+xml"',
    body: `\r\n--b1\r\nContent-Type: application/xop+xml\r\n\r\n${envelope('<xop:Include href="cid:1"/>')}\r\n--b1\r\nContent-ID: <1>\r\n\r\n${certified(sent)}\r\n--b1--\r\n`,
  }),
  'a form': (sent) => ({
    type: 'multipart/form-data; boundary=b1',
    body: `--b1\r\nContent-Disposition: form-data; name="PayloadType"\r\n\r\nX12_278_Response_005010X217E1_2\r\n--b1\r\nContent-Disposition: form-data; name="ErrorCode"\r\n\r\nSuccess\r\n--b1\r\nContent-Disposition: form-data; name="Payload"\r\n\r\n${certified(sent)}\r\n--b1--\r\n`,
  }),
  'a form with an error': () => ({
    type: 'multipart/form-data; boundary=b1',
    body: '--b1\r\nContent-Disposition: form-data; name="ErrorCode"\r\n\r\nPayloadTypeRequired\r\n--b1\r\nContent-Disposition: form-data; name="ErrorMessage"\r\n\r\nno payload type\r\n--b1--\r\n',
  }),
  'X12 without envelope': (sent) => ({ type: 'text/plain', body: certified(sent) }),
  'accepted by 999': (sent) => inEnvelope(acknowledging(sent, 'IK5*A', 'AK9*A*1*1*1')),
  'rejected by 999': (sent) =>
    inEnvelope(acknowledging(sent, 'IK3*NM1*12*2010C*8', 'IK4*9*67*7*MARKED', 'IK5*R*5', 'AK9*R*1*1*0')),
  'accepted by TA1': (sent) => inEnvelope(interchange(sent, 'A')),
  'rejected by TA1': (sent) => inEnvelope(interchange(sent, 'R')),
  'another trace': (sent) => inEnvelope(reviewResponse({ ...two(sent), trace: 'trace-of-another', reference: 'x' })),
  'another member': (sent) =>
    inEnvelope(reviewResponse({ ...two(sent), member: ['NM1*IL*1*OTHER*PERSON****MI*M-88001'] })),
  'not on file': (sent) => inEnvelope(reviewResponse({ ...echoing(sent), event: ['AAA*N**AA*C'] })),
  'cannot answer now': (sent) => inEnvelope(reviewResponse({ ...echoing(sent), event: ['AAA*Y**42*R'] })),
  truncated: (sent) => inEnvelope(certified(sent).slice(0, -60)),
  'envelope error': () => ({ status: 200, type: SOAP, body: envelope('', 'PayloadTypeRequired', 'no payload type') }),
  'login refused': () => ({ status: 500, type: SOAP, body: envelope('', 'UnAuthorized', 'who are you') }),
  'soap fault of the sender': () => ({
    status: 500,
    type: SOAP,
    body: wrapped(
      '<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>bad</s:Text></s:Reason></s:Fault>',
    ),
  }),
  'soap fault of the receiver': () => ({
    status: 500,
    type: SOAP,
    body: wrapped(
      '<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text>down</s:Text></s:Reason></s:Fault>',
    ),
  }),
  'empty payload': () => ({ type: SOAP, body: envelope('') }),
  html: () => ({ type: 'text/html', body: '<html><body>Sign in</body></html>' }),
  nothing: () => ({ body: '' }),
  'too long': () => ({ type: SOAP, body: 'x'.repeat(1_100_000) }),
  busy: () => ({ status: 429, headers: { 'retry-after': '30' }, body: '' }),
  down: () => ({ status: 503, body: 'down' }),
  'not found': () => ({ status: 404, body: 'nope' }),
  redirect: () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }),
  slow: (sent) => ({ ...inEnvelope(certified(sent)), afterMs: 2_000 }),
} as const satisfies Readonly<Record<string, Script>>;

export interface Clearinghouse {
  readonly url: string;
  /** HTTP requests as they came. */
  readonly requests: { readonly headers: Readonly<Record<string, unknown>>; readonly body: string }[];
  answer: Script;
  close(): void;
}

/** Parts of a form as the rule's HTTP+MIME envelope has them, by no code of the service. */
export const formIn = (body: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...body.matchAll(/name="(\w+)"\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, name = '', text = '']) => [name, text]),
  );

/** X12 of an envelope as this side reads it, by no code of the service. */
export const payloadIn = (body: string): string =>
  (/<Payload>([\s\S]*?)<\/Payload>/.exec(body)?.[1] ?? formIn(body).Payload ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** A stand-in for a clearinghouse, over TLS if told: own simulator, no payer or clearinghouse has judged it. */
export const openClearinghouse = async (tls?: ServerOptions): Promise<Clearinghouse> => {
  const answer: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    house.requests.push({ headers: request.headers, body });
    const reply: Reply = house.answer(payloadIn(body));
    setTimeout(() => {
      response.writeHead(reply.status ?? 200, {
        ...(reply.type ? { 'content-type': reply.type } : {}),
        ...reply.headers,
      });
      response.end(reply.body);
    }, reply.afterMs ?? 0);
  };
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const house: Clearinghouse = {
    url: `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}/core`,
    requests: [],
    answer: SCRIPTS.certified,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return house;
};
