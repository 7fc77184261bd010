import type { PayerResponse } from '../../core/submission/payer-response.ts';
import type { RequestContent } from '../../core/submission/request-content.ts';

/** How a payer is reached in one transaction: a row of the channel map whose channel a machine can use. */
export interface ChannelAddress {
  readonly kind: 'fhir-pas' | 'x12-278';
  /** Release of the dialect: `2.2.1`, `2.0.1`, `005010X217`. */
  readonly version: string;
  /** Name of the endpoint in the tenant's settings; its address and secrets are there, never in the map. */
  readonly endpoint: string;
}

export interface ToSend {
  readonly what: 'submit' | 'update' | 'cancel' | 'inquire';
  readonly content: RequestContent;
  /** Identifier of this message; the same again is the same message, so that a retry is no second request. */
  readonly messageId: string;
  /** ISO instant the message is dated with. */
  readonly at: string;
  /** The message before this one, for an update, a cancellation. */
  readonly previousMessageId?: string;
  /** What that message asked: an update marks what has changed since. Absent: nothing is marked. */
  readonly previous?: RequestContent;
  /** What the payer called the request before. */
  readonly reference?: string;
  readonly address: ChannelAddress;
}

/** Both sides as they went over the wire, without secrets, for the trail. */
export interface Exchanged {
  readonly sent: string;
  readonly received?: string;
  readonly response: PayerResponse;
}

/** One way to reach a payer. A new one is one adapter behind this and a row in the channel map. */
export interface PayerChannel {
  /** In bounded time; never throws because of the other side. */
  exchange(tenant: string, toSend: ToSend): Promise<Exchanged>;
}
