import { createHash } from 'node:crypto';
import type { X12Endpoint } from '../../app/ports/payer-endpoint.ts';

/** SOAP namespace and rule version of the CAQH CORE connectivity rules, as their public examples have them. */
const RULES = {
  'vC2.2.0': { namespace: 'http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd', version: '2.2.0' },
  'vC4.0.0': { namespace: 'http://www.caqh.org/SOAP/WSDL/CORERule4.0.0.xsd', version: '4.0.0' },
} as const;
const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';

export const ENVELOPE_CONTENT_TYPE = 'application/soap+xml; charset=UTF-8; action="RealTimeTransaction"';

/** What the envelope and its exchange need of a receiver. */
export type CoreReceiver = Pick<X12Endpoint, 'url' | 'envelope' | 'sender' | 'receiver' | 'secret'>;

interface EnvelopeContent {
  readonly endpoint: CoreReceiver;
  /** `X12_278_Request_005010X217E1_2`. */
  readonly payloadType: string;
  readonly payload: string;
  readonly messageId: string;
  /** ISO instant. */
  readonly at: string;
  /** `user:password`. */
  readonly login?: string;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The same message has the same id, as a UUID: the rule wants one. */
const payloadId = (messageId: string): string => {
  const hex = createHash('sha256').update(messageId).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
};

const security = (login: string): string => {
  const at = login.indexOf(':');
  const [user, password] = at < 0 ? [login, ''] : [login.slice(0, at), login.slice(at + 1)];
  const token = `<wsse:Username>${escaped(user)}</wsse:Username><wsse:Password>${escaped(password)}</wsse:Password>`;
  return `<wsse:Security xmlns:wsse="${SECURITY}"><wsse:UsernameToken>${token}</wsse:UsernameToken></wsse:Security>`;
};

/** A real-time request in the SOAP envelope of the rule. */
export const writeCoreEnvelope = ({
  endpoint,
  payloadType,
  payload,
  messageId,
  at,
  login,
}: EnvelopeContent): string => {
  const { namespace, version } = RULES[endpoint.envelope];
  const fields = {
    PayloadType: payloadType,
    ProcessingMode: 'RealTime',
    PayloadID: payloadId(messageId),
    TimeStamp: `${at.slice(0, 19)}Z`,
    SenderID: endpoint.sender.id,
    ReceiverID: endpoint.receiver.id,
    CORERuleVersion: version,
    Payload: payload,
  };
  const body = Object.entries(fields).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`);
  return [
    `<soapenv:Envelope xmlns:soapenv="${SOAP}">`,
    `<soapenv:Header>${login ? security(login) : ''}</soapenv:Header>`,
    `<soapenv:Body><cor:COREEnvelopeRealTimeRequest xmlns:cor="${namespace}">`,
    ...body,
    '</cor:COREEnvelopeRealTimeRequest></soapenv:Body></soapenv:Envelope>',
  ].join('');
};
