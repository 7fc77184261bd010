import type { GivenIdentifier } from '../../../core/model/message/submitted-request.ts';
import type { RequestContent } from '../../../core/submission/request-content.ts';
import { type PasNaming, traceSystem } from '../request/pas-asked.ts';

/** What of a response shows that it is to our request. */
export interface PasExpected {
  /** Trace number of the request. */
  readonly trace: GivenIdentifier;
  /** Who assigns the identifiers of our Claims. */
  readonly system: string;
  /** Identifiers of our Claims: a payer that echoes one of them answers this request. */
  readonly messages: readonly string[];
  readonly items: readonly GivenIdentifier[];
  /** What the payer calls the request, as it said before. */
  readonly reference?: string;
  /** Answers marked as a test count: who asks is a sandbox that practises with payers. */
  readonly takesTests?: boolean;
}

type AboutAsker = Pick<PasExpected, 'reference' | 'takesTests'>;

export const expectedOf = (
  content: RequestContent,
  messages: readonly (string | undefined)[],
  naming: Pick<PasNaming, 'base'>,
  asker: AboutAsker = {},
): PasExpected => ({
  ...asker,
  trace: content.trace,
  system: traceSystem(content, naming),
  messages: messages.filter((one) => one !== undefined),
  items: content.items.map(({ trace }) => trace),
});
