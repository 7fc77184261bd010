/** A request to a payer as the order's record shows it; the whole of it is an aggregate of its own. */
export interface RequestNote {
  readonly id: string;
  /** Version of the request that this is the news of. */
  readonly version: number;
  readonly state: 'draft' | 'ready' | 'sent' | 'acknowledged' | 'pended' | 'decided' | 'failed' | 'withdrawn';
  readonly channel: string;
  readonly at: string;
  /** What a person does next, where it is another thing than the answer says. */
  readonly nextStep?: string;
  /** The message it stands by takes it back. */
  readonly isWithdrawal?: true;
}

/** Requests remembered on the record: one a payer asked. */
const REMEMBERED = 5;

export const withRequest = (requests: readonly RequestNote[] = [], told: RequestNote): readonly RequestNote[] =>
  [told, ...requests.filter(({ id }) => id !== told.id)].slice(0, REMEMBERED);

/** A machine has handed it over, and nothing is left to do but wait for the payer. */
export const isHandedOver = ([newest]: readonly RequestNote[] = []): boolean =>
  newest?.state === 'sent' || newest?.state === 'acknowledged';
