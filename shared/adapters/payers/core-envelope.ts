import { createHash } from 'node:crypto';
import type { X12Endpoint } from '../../app/ports/payer-endpoint.ts';
import { escapeMarkup } from '../../core/model/escape-markup.ts';

/** SOAP namespace and rule version of the CAQH CORE connectivity rules, as their public examples have them. */
const RULES = {
  'vC2.2.0': { namespace: 'http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd', version: '2.2.0' },
  'vC4.0.0': { namespace: 'http://www.caqh.org/SOAP/WSDL/CORERule4.0.0.xsd', version: '4.0.0' },
} as const;
const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';

const SOAP_CONTENT_TYPE = 'application/soap+xml; charset=UTF-8; action="RealTimeTransaction"';

/** What the envelope and its exchange need of a receiver. */
export type CoreReceiver = Pick<
  X12Endpoint,
  'url' | 'envelope' | 'packaging' | 'sender' | 'receiver' | 'secret' | 'certificate'
>;

/** A request as it goes over HTTP. */
interface WrittenEnvelope {
  readonly contentType: string;
  readonly body: string;
}

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

const userOf = (login: string): readonly [user: string, password: string] => {
  const at = login.indexOf(':');
  return at < 0 ? [login, ''] : [login.slice(0, at), login.slice(at + 1)];
};

const security = (login: string): string => {
  const [user, password] = userOf(login);
  const token = `<wsse:Username>${escapeMarkup(user)}</wsse:Username><wsse:Password>${escapeMarkup(password)}</wsse:Password>`;
  return `<wsse:Security xmlns:wsse="${SECURITY}"><wsse:UsernameToken>${token}</wsse:UsernameToken></wsse:Security>`;
};

/** The rule's fields, the same in both packagings. */
const fieldsOf = ({ endpoint, payloadType, payload, messageId, at }: EnvelopeContent) => ({
  PayloadType: payloadType,
  ProcessingMode: 'RealTime',
  PayloadID: payloadId(messageId),
  TimeStamp: `${at.slice(0, 19)}Z`,
  SenderID: endpoint.sender.id,
  ReceiverID: endpoint.receiver.id,
  CORERuleVersion: RULES[endpoint.envelope].version,
  Payload: payload,
});

const soapOf = (content: EnvelopeContent): WrittenEnvelope => {
  const { endpoint, login } = content;
  const body = Object.entries(fieldsOf(content)).map(([name, text]) => `<${name}>${escapeMarkup(text)}</${name}>`);
  const text = [
    `<soapenv:Envelope xmlns:soapenv="${SOAP}">`,
    `<soapenv:Header>${login ? security(login) : ''}</soapenv:Header>`,
    `<soapenv:Body><cor:COREEnvelopeRealTimeRequest xmlns:cor="${RULES[endpoint.envelope].namespace}">`,
    ...body,
    '</cor:COREEnvelopeRealTimeRequest></soapenv:Body></soapenv:Envelope>',
  ].join('');
  return { contentType: SOAP_CONTENT_TYPE, body: text };
};

/** HTTP+MIME: each field is a part of a form; user and password are two more. The same message is the same bytes. */
const mimeOf = (content: EnvelopeContent): WrittenEnvelope => {
  const { Payload, ...fields } = fieldsOf(content);
  const [UserName, Password] = content.login ? userOf(content.login) : [];
  const all = { ...fields, ...(content.login ? { UserName, Password } : {}), Payload };
  const boundary = `core-${fields.PayloadID}`;
  const parts = Object.entries(all).map(
    ([name, text = '']) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
};

/** A real-time request in the envelope of the rule. */
export const writeCoreEnvelope = (content: EnvelopeContent): WrittenEnvelope =>
  content.endpoint.packaging === 'mime' ? mimeOf(content) : soapOf(content);
