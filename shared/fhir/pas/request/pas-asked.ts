import type { GivenIdentifier } from '../../../core/model/message/submitted-request.ts';
import type { RequestContent } from '../../../core/submission/request-content.ts';
import type { PasVersion } from '../names.ts';

/** One message to a payer, before it is in the guide's words. */
export interface PasAsked {
  readonly what: 'submit' | 'update' | 'cancel' | 'inquire';
  readonly version: PasVersion;
  readonly content: RequestContent;
  /** What the message before this one asked, where it is known: only against it can a change be marked. */
  readonly previous?: RequestContent | undefined;
  readonly messageId: string;
  readonly previousMessageId?: string | undefined;
  /** The payer's number of the open request. */
  readonly reference?: string | undefined;
  /** ISO instant. */
  readonly at: string;
}

export interface PasNaming {
  /** A name for anything, the same for the same: five groups of hexadecimal digits. */
  readonly uuid: (of: unknown) => string;
  /** Base of our own naming systems. */
  readonly base: string;
}

/** Who assigned a trace number; a payer asks for `urn:trnorg:` with the originating company's id. */
export const traceSystem = ({ trace, requester }: RequestContent, { base }: Pick<PasNaming, 'base'>): string =>
  trace.system ?? (requester.tin ? `urn:trnorg:1${requester.tin}` : `${base}/NamingSystem/trace`);

/**
 * A Claim is one message: its identifier is the message's, by which a payer knows a retry for what it is. The trace number of the
 * whole request goes with its items.
 */
export const claimIdentifier = (asked: PasAsked, naming: PasNaming): Required<GivenIdentifier> => ({
  system: traceSystem(asked.content, naming),
  value: asked.messageId,
});

/** Identifier of the Claim before this one. */
export const priorIdentifier = (asked: PasAsked, naming: PasNaming): Required<GivenIdentifier> => ({
  system: traceSystem(asked.content, naming),
  value: asked.previousMessageId ?? asked.content.trace.value,
});
