import type { Exchanged, PayerChannel, ToSend } from '../../app/ports/payer-channel.ts';
import type { X12Endpoint } from '../../app/ports/payer-endpoint.ts';
import type { SettingsStore } from '../../app/ports/ports.ts';
import { compact } from '../../core/model/compact.ts';
import type { PayerResponse } from '../../core/submission/payer-response.ts';
import { readPayerAnswer } from '../../x12/map/read-payer-answer.ts';
import type { ReviewAsked } from '../../x12/map/review/read-review-response.ts';
import { writeReviewRequest } from '../../x12/map/review/write-review-request.ts';
import { makeX12Exchange, type X12Parts } from './x12-exchange.ts';
import type { X12Exchanged } from './x12-exchanged.ts';

/** How the envelope calls the request, of release 005010X217 with its errata, and the inquiry. */
const PAYLOAD_TYPES = { request: 'X12_278_Request_005010X217E1_2', inquiry: 'X12_278_Request_005010X215' } as const;
/** A payer's test system decides nothing, and whoever sends there waits for nobody. */
const TEST_ENDPOINT =
  'The endpoint is set to test (ISA15 T), and this tenant has no test mode: nothing was sent. Set its usage to P.';
/** AAA03: no authorization of this kind is on file. */
const NOT_ON_FILE = 'AA';

const unsent = (code: string, says: string, followUp: 'correct' | 'stop' = 'stop'): Exchanged => ({
  sent: '',
  response: { is: 'rejected', rejections: [{ code, followUp, says }] },
});

/** An inquiry that was not taken up says nothing of the request: only that nothing is on file does. */
const afterInquiry = (response: PayerResponse): PayerResponse => {
  if (response.is !== 'rejected' || response.rejections.every(({ code }) => code === NOT_ON_FILE)) return response;
  return { is: 'silent', why: `inquiry-not-taken: ${response.rejections.map(({ code }) => code).join(' ')}` };
};

const responseTo = (exchanged: X12Exchanged, asked: ReviewAsked): PayerResponse => {
  if (exchanged.is === 'payload') return readPayerAnswer(exchanged.received, asked);
  if (exchanged.is === 'rejected') return { is: 'rejected', rejections: [exchanged.rejection] };
  const { why, says, retryAfter, isUnsent } = exchanged;
  return { is: 'silent', why: says ? `${why}: ${says}` : why, ...compact({ retryAfter, isUnsent }) };
};

/** Requests for review by X12 278 and inquiries after them, real-time. */
export const makeX12Channel = ({
  settings,
  ...parts
}: X12Parts & { readonly settings: SettingsStore }): PayerChannel => {
  const exchange = makeX12Exchange(parts);
  const send = async (endpoint: X12Endpoint, origins: readonly string[], toSend: ToSend): Promise<Exchanged> => {
    const { what, content, at, reference } = toSend;
    const isInquiry = what === 'inquire';
    // Each inquiry is a message of its own, asked about the one that was sent.
    const messageId = isInquiry ? `${toSend.messageId}-${at}` : toSend.messageId;
    const { sender, receiver, usage, submitterId } = endpoint;
    const envelope = { sender, receiver, usage, submitterId, messageId, at };
    const written = writeReviewRequest({ ...envelope, what, content, ...(reference ? { reference } : {}) });
    if (!written.ok) return unsent('incomplete', `Nothing was sent: ${written.missing.join(', ')} missing.`, 'correct');
    const payloadType = isInquiry ? PAYLOAD_TYPES.inquiry : PAYLOAD_TYPES.request;
    const exchanged = await exchange({ endpoint, origins, payloadType, payload: written.text, messageId, at });
    const { received, isUnsent } = exchanged;
    const response = responseTo(exchanged, { content, messageId, usage });
    return {
      sent: isUnsent ? '' : written.text,
      ...(received ? { received } : {}),
      response: isInquiry ? afterInquiry(response) : response,
    };
  };
  return {
    exchange: async (tenant, toSend) => {
      const { payerEndpoints = [], outbound: origins = [], testMode } = (await settings.tenant(tenant)) ?? {};
      const endpoint = payerEndpoints.find(({ name }) => name === toSend.address.endpoint);
      if (endpoint?.kind !== 'x12-278')
        return unsent('no-endpoint', 'The endpoint of this channel is not in the settings: nothing was sent.');
      if (endpoint.usage === 'P' || testMode) return send(endpoint, origins, toSend);
      // Of an inquiry it says nothing about the request.
      return toSend.what === 'inquire'
        ? { sent: '', response: { is: 'silent', why: 'test-endpoint' } }
        : unsent('test-endpoint', TEST_ENDPOINT);
    },
  };
};
