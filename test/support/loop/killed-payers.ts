import { makeSecrets } from '../../../shared/adapters/aws/secrets.ts';
import { makeAccessTokens } from '../../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../../shared/adapters/outbound/send-with.ts';
import { makePasChannel } from '../../../shared/adapters/payers/pas-channel.ts';
import { makeX12Channel } from '../../../shared/adapters/payers/x12-channel.ts';
import type { PayerChannel, ToSend } from '../../../shared/app/ports/payer-channel.ts';
import type { Ports, Tenant } from '../../../shared/app/ports/ports.ts';
import { canonicalsOf } from '../../../shared/fhir/canonical.ts';
import type { Part } from '../endpoint-messages.ts';
import { openMisbehavingPayer } from '../misbehaving-payer.ts';
import { answerTo, inquired } from '../practice-and-payer.ts';
import { answered } from '../requests.ts';
import { inEnvelope, openClearinghouse } from '../x12/clearinghouse.ts';
import { reviewResponse } from '../x12/review-responses.ts';
import { x12Endpoint } from '../x12/x12-endpoint.ts';

/**
 * A payer that knows each message by its identifier, so that the same again is the same request. It pends first, and decides when asked.
 */
export interface KilledPayer {
  readonly tenant: Partial<Tenant>;
  readonly channel: (ports: Pick<Ports, 'settings' | 'documents' | 'secrets'>) => PayerChannel;
  /** Messages it has of a request, by the value of its trace. */
  readonly taken: Map<string, Set<string>>;
  readonly close: () => Promise<void> | void;
}

const keeper = () => {
  const taken = new Map<string, Set<string>>();
  const keep = (trace: string, message: string): void => {
    taken.set(trace, (taken.get(trace) ?? new Set()).add(message));
  };
  return { taken, keep };
};
const clock = Date.now;
const breaker = () => makeBreaker(clock);
const outbound = () => makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
const numberOf = (trace: string): string => `AUTH-${trace.slice(0, 8)}`;

/** No dialect: what is said is said as the core reads it. */
const openPlain = async (): Promise<KilledPayer> => {
  const { taken, keep } = keeper();
  const exchange = async (_tenant: string, asked: ToSend) => {
    const { value } = asked.content.trace;
    if (asked.what === 'submit') keep(value, asked.messageId);
    const response =
      asked.what === 'submit'
        ? answered(asked, { action: 'pended', caseNumber: `CASE-${value.slice(0, 6)}` })
        : taken.has(value)
          ? answered(asked, { number: numberOf(value) })
          : { is: 'rejected' as const, rejections: [{ code: '75', followUp: 'stop' as const, says: 'Not on file.' }] };
    return { sent: asked.messageId, received: JSON.stringify(response), response };
  };
  const endpoint = { kind: 'fhir-pas', name: 'sandbox', payer: 'emblemhealth', base: 'https://payer.example' } as const;
  return { tenant: { payerEndpoints: [endpoint] }, channel: () => ({ exchange }), taken, close: () => undefined };
};

const traceOf = (sent: Part): string => {
  const [item] = sent.entry[0].resource.item;
  const trace = item.extension.find(({ url }: Part) => /itemTraceNumber$/.test(url)).valueIdentifier.value;
  return String(trace).replace(/-i\d+$/, '');
};

const LOINC_OF_NOTE = '11506-3';

/** Pended, for a document that is asked for as PAS asks for one. */
const asksFor = (sent: Part): Part => {
  const bundle = answerTo(sent, 'A4');
  const fullUrl = 'https://payer.example/r4/CommunicationRequest/cr1';
  bundle.entry[0].resource.communicationRequest = [{ reference: fullUrl }];
  const payload = [{ contentString: LOINC_OF_NOTE }];
  bundle.entry.push({
    fullUrl,
    resource: { resourceType: 'CommunicationRequest', id: 'cr1', status: 'active', payload },
  });
  return bundle;
};

type Answers = {
  /** To a request; nothing: the answer is lost. */
  readonly submitted: (sent: Part) => Part | '';
  /** To an inquiry about a request it has. */
  readonly inquired: (sent: Part) => Part;
};
const DECIDES_WHEN_ASKED: Answers = {
  submitted: (sent) => answerTo(sent, 'A4'),
  inquired: (sent) => answerTo(sent, 'A1', { number: numberOf(traceOf(sent)) }),
};

const openFhir = async (version: '2.2.1' | '2.0.1', answers = DECIDES_WHEN_ASKED): Promise<KilledPayer> => {
  const { taken, keep } = keeper();
  const payer = await openMisbehavingPayer();
  const to = (sent: Part): Part | '' => {
    const trace = traceOf(sent);
    if (payer.calls.at(-1)?.path.endsWith('$submit')) {
      keep(trace, sent.entry[0].resource.identifier[0].value);
      return answers.submitted(sent);
    }
    const found = taken.has(trace) ? answers.inquired(sent) : undefined;
    // 2.0.1 answers an inquiry by one Bundle.
    if (version === '2.0.1') return found ?? { resourceType: 'Bundle', type: 'collection' };
    return found ? inquired(found) : { resourceType: 'Parameters' };
  };
  payer.plays({ is: 'replies', to });
  const credentials = { clientId: 'practice', tokenEndpoint: `${payer.origin}/token`, key: payer.key };
  const base = `${payer.origin}/r4`;
  return {
    tenant: {
      outbound: [payer.origin],
      payerEndpoints: [{ kind: 'fhir-pas', name: 'sandbox', payer: 'emblemhealth', base, credentials, version }],
    },
    channel: ({ settings, documents }) => {
      const ownSecrets = makeSecrets(clock);
      const sendWith = makeSendWith(ownSecrets, clock);
      const tokens = makeAccessTokens({ secrets: ownSecrets, outbound: outbound(), sendWith, now: clock });
      const servers = makeFhirServers({ outbound: outbound(), breaker: breaker(), tokens, sendWith });
      return makePasChannel({ servers, settings, documents, canonicals: canonicalsOf() });
    },
    taken,
    close: payer.close,
  };
};

const lineOf = (sent: string, start: string): string => sent.split('~').find((line) => line.startsWith(start)) ?? '';

const openX12 = async (): Promise<KilledPayer> => {
  const { taken, keep } = keeper();
  const house = await openClearinghouse();
  house.answer = (sent) => {
    const trace = lineOf(sent, 'TRN*1*').split('*')[2] ?? '';
    const reference = lineOf(sent, 'BHT*').split('*')[3] ?? '';
    const isInquiry = sent.includes('~BHT*0007*28*');
    if (!isInquiry) keep(trace, reference);
    const certified = [`HCR*A1*${numberOf(trace)}`, 'DTP*007*RD8*20261125-20270301', 'HSD*VS*1'];
    const asked = taken.has(trace) ? certified : ['AAA*N**AA*C'];
    const event = isInquiry ? asked : ['HCR*A4', 'REF*NT*FILE-1'];
    return inEnvelope(reviewResponse({ trace, reference, member: [lineOf(sent, 'NM1*IL*')], event }));
  };
  return {
    tenant: {
      testMode: {},
      outbound: [new URL(house.url).origin],
      payerEndpoints: [{ ...x12Endpoint(house.url), payer: 'emblemhealth' }],
    },
    channel: ({ settings, secrets }) =>
      makeX12Channel({ outbound: outbound(), breaker: breaker(), secrets, settings, now: clock }),
    taken,
    close: house.close,
  };
};

const LOSES_ITS_ANSWER: Answers = { submitted: () => '', inquired: asksFor };

/** Payers whose answer to a request is lost, and which say what they wait for when they are asked. */
export const LOSING_PAYERS = {
  'PAS 2.2.1': () => openFhir('2.2.1', LOSES_ITS_ANSWER),
  'PAS 2.0.1': () => openFhir('2.0.1', LOSES_ITS_ANSWER),
} as const satisfies Readonly<Record<string, () => Promise<KilledPayer>>>;

export const KILLED_PAYERS = {
  'no dialect': openPlain,
  'PAS 2.2.1': () => openFhir('2.2.1'),
  'PAS 2.0.1': () => openFhir('2.0.1'),
  'X12 278': openX12,
} as const satisfies Readonly<Record<string, () => Promise<KilledPayer>>>;
