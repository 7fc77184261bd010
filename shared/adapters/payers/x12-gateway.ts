import { createHash } from 'node:crypto';
import type { PayerAsked, PayerGateway, PayerSaid } from '../../app/ports/payer-gateway.ts';
import type { PayerRejection } from '../../core/submission/payer-response.ts';
import { confirmationOf } from '../../x12/map/eligibility/confirmation-of.ts';
import { readEligibility } from '../../x12/map/eligibility/read-eligibility.ts';
import { writeEligibilityInquiry } from '../../x12/map/eligibility/write-eligibility-inquiry.ts';
import { makeX12Exchange, type X12Parts } from './x12-exchange.ts';

/** A person waits for the answer, as with a FHIR server. */
const PAYER_MS = 2_500;
const PAYLOAD_TYPE = 'X12_270_Request_005010X279A1';
/** AAA03: at Medicare, the NPI has not named who asks for it. */
const NOT_ALLOWED = '41';

const silent = (why: string, rejections: readonly PayerRejection[] = []): PayerSaid => ({
  is: 'silent',
  why,
  ...(rejections.length ? { rejections } : {}),
});

/** Where a certificate may have been in the way, who reads the answer is told. */
const unanswered = ({ why, says }: { readonly why: string; readonly says?: string }): PayerSaid =>
  silent(why, says ? [{ code: why, followUp: 'stop', says }] : []);

/** The same question at the same moment is the same message. */
const questionId = ({ payer, memberId, serviceDate, codes, now }: PayerAsked): string =>
  createHash('sha256')
    .update(JSON.stringify([payer, memberId, serviceDate, codes, now]))
    .digest('hex')
    .slice(0, 32);

/** Asks payers for eligibility by X12 270. A rejection says nothing of the coverage: roster and Coverage are used instead. */
export const makeX12Gateway = (parts: X12Parts): PayerGateway => {
  const exchange = makeX12Exchange({ timeoutMs: PAYER_MS, ...parts });
  return {
    ask: async (asked) => {
      const { server, origins, memberId, name, birthDate, serviceDate: on, codes, now: at, takesTests } = asked;
      const { x12 } = server;
      if (!x12) return silent('not-x12');
      const { sender, receiver, usage, payer, provider } = x12;
      // A test system confirms the coverage of nobody.
      if (usage === 'T' && !takesTests) return silent('test-endpoint');
      const question = { messageId: questionId(asked), memberId, ...(birthDate ? { birthDate } : {}), on };
      const who = { name: { organization: provider.organization }, npi: provider.npi };
      const envelope = { at, payer, provider: who, codes, sender, receiver, usage };
      const named = name ? { memberName: name } : {};
      const payload = writeEligibilityInquiry({ ...question, ...envelope, ...named });
      const { certificate } = server;
      const endpoint = { ...x12, url: server.base, ...(certificate ? { certificate } : {}) };
      const { messageId } = question;
      const exchanged = await exchange({ endpoint, origins, payloadType: PAYLOAD_TYPE, payload, messageId, at });
      if (exchanged.is === 'silent') return unanswered(exchanged);
      if (exchanged.is === 'rejected') return silent(exchanged.rejection.code, [exchanged.rejection]);
      const response = readEligibility(exchanged.received, { ...question, usage });
      if (response.is === 'answered')
        return { is: 'answered', confirmation: confirmationOf(response.eligibility, on, codes) };
      if (response.is === 'silent') return silent(response.why);
      const { rejections } = response;
      const [first] = rejections;
      return silent(first?.code === NOT_ALLOWED ? 'not-attested' : `aaa-${first?.code ?? 'none'}`, rejections);
    },
  };
};
