import type { PayerRejection } from '../../core/submission/payer-response.ts';
import { type ServerFailure, TOOK_NOTHING } from '../outbound/server-failure.ts';

const LONGEST_WORDS = 200;

/** `isUnsent`: nothing left this side. */
export type X12Exchanged = { readonly received?: string; readonly isUnsent?: true } & (
  | { readonly is: 'payload'; readonly received: string }
  /** The receiver did not take the message: nothing of it is there. */
  | { readonly is: 'rejected'; readonly rejection: PayerRejection }
  | { readonly is: 'silent'; readonly why: string; readonly says?: string; readonly retryAfter?: number }
);

/** Error codes and faults by which a receiver says that its own side failed. */
const OWN_FAULTS = ['receiver', 'server'];
/** Our credentials, or that it does not do this at all: sending again changes nothing. */
const FINAL = ['unauthorized', 'notsupported', 'versionmismatch'];

export const refusal = (code: string, says: string, received: string): X12Exchanged => {
  const is = code.toLowerCase();
  if (OWN_FAULTS.includes(is)) return { is: 'silent', why: 'receiver-fault', received };
  const rejection: PayerRejection = {
    code,
    followUp: FINAL.includes(is) ? 'stop' : 'correct',
    says: `The receiver did not take the message (${code}${says ? `: ${says.slice(0, LONGEST_WORDS)}` : ''}).`,
    at: 'envelope',
  };
  return { is: 'rejected', rejection, received };
};

const refusedStatus = (status: number | undefined): X12Exchanged => ({
  is: 'rejected',
  rejection: {
    code: `http-${status ?? 'refused'}`,
    followUp: 'stop',
    says: `The receiver refused the message (HTTP status ${status ?? 'not given'}): check its address and our login there.`,
    at: 'envelope',
  },
});

export const unsent = (code: string, says: string): X12Exchanged => ({
  is: 'rejected',
  isUnsent: true,
  rejection: { code, followUp: 'stop', says },
});

/** The receiver took nothing, or nothing left this side: a person sends it again once the certificate is in order. */
const atCertificate = ({ kind, says = '' }: ServerFailure): X12Exchanged => ({
  is: 'rejected',
  ...(kind === 'certificate-refused' ? {} : { isUnsent: true }),
  rejection: {
    code: kind,
    followUp: 'stop',
    says: `${says} The receiver has nothing of the message.`,
    at: 'envelope',
  },
});

export const ofFailure = (failure: ServerFailure): X12Exchanged => {
  const { kind, status, retryAfterMs: wait, says } = failure;
  if (TOOK_NOTHING.includes(kind)) return atCertificate(failure);
  if (kind === 'not-allowed') return unsent(kind, 'The address of the receiver may not be called: nothing was sent.');
  if (kind === 'refused') return refusedStatus(status);
  if (kind === 'resting') return { is: 'silent', why: kind, isUnsent: true };
  return {
    is: 'silent',
    why: kind,
    ...(says ? { says } : {}),
    ...(wait === undefined ? {} : { retryAfter: Math.ceil(wait / 1_000) }),
  };
};
