import type { Exchanged, PayerChannel, ToSend } from '../../app/ports/payer-channel.ts';
import type { X12Endpoint } from '../../app/ports/payer-endpoint.ts';
import type { SettingsStore } from '../../app/ports/ports.ts';
import type { PayerResponse } from '../../core/submission/payer-response.ts';
import { readPayerAnswer } from '../../x12/map/read-payer-answer.ts';
import { writeReviewRequest } from '../../x12/map/review/write-review-request.ts';
import { makeX12Exchange, type X12Exchanged, type X12Parts } from './x12-exchange.ts';

/** How the envelope calls the request: release 005010X217 with its errata. */
const PAYLOAD_TYPE = 'X12_278_Request_005010X217E1_2';

const unsent = (code: string, says: string, followUp: 'correct' | 'stop' = 'stop'): Exchanged => ({
  sent: '',
  response: { is: 'rejected', rejections: [{ code, followUp, says }] },
});

const responseTo = (exchanged: X12Exchanged, { content, messageId }: ToSend): PayerResponse => {
  if (exchanged.is === 'payload') return readPayerAnswer(exchanged.received, { content, messageId });
  if (exchanged.is === 'rejected') return { is: 'rejected', rejections: [exchanged.rejection] };
  const { why, retryAfter } = exchanged;
  return { is: 'silent', why, ...(retryAfter === undefined ? {} : { retryAfter }) };
};

/** Requests for review by X12 278, real-time. An inquiry (005010X215) is not written: its facts are not public enough. */
export const makeX12Channel = ({
  settings,
  ...parts
}: X12Parts & { readonly settings: SettingsStore }): PayerChannel => {
  const exchange = makeX12Exchange(parts);
  const send = async (endpoint: X12Endpoint, origins: readonly string[], toSend: ToSend): Promise<Exchanged> => {
    const { what, content, messageId, at, reference } = toSend;
    if (what === 'inquire') return { sent: '', response: { is: 'silent', why: 'no-inquiry-by-x12' } };
    const { sender, receiver, usage, submitterId } = endpoint;
    const envelope = { sender, receiver, usage, submitterId, messageId, at };
    const written = writeReviewRequest({ ...envelope, what, content, ...(reference ? { reference } : {}) });
    if (!written.ok) return unsent('incomplete', `Nothing was sent: ${written.missing.join(', ')} missing.`, 'correct');
    const message = { endpoint, origins, payloadType: PAYLOAD_TYPE, payload: written.text, messageId, at };
    const exchanged = await exchange(message);
    const { received } = exchanged;
    return { sent: written.text, ...(received ? { received } : {}), response: responseTo(exchanged, toSend) };
  };
  return {
    exchange: async (tenant, toSend) => {
      const { payerEndpoints = [], outbound: origins = [] } = (await settings.tenant(tenant)) ?? {};
      const endpoint = payerEndpoints.find(({ name }) => name === toSend.address.endpoint);
      if (endpoint?.kind === 'x12-278') return send(endpoint, origins, toSend);
      return unsent('no-endpoint', 'The endpoint of this channel is not in the settings: nothing was sent.');
    },
  };
};
