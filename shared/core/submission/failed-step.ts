import type { PayerRejection } from './payer-response.ts';
import type { RequestFinding, RequestMessage, SubmissionChannel } from './submission.ts';

/** What a person does once the payer's machine takes the request no more. */
export const stepAfterFailure = (kind: SubmissionChannel['kind'], what: RequestMessage['what']): string => {
  if (what === 'cancel') return 'Call the payer: it did not take the request back.';
  return kind === 'fhir-pas' || kind === 'x12-278'
    ? "Ask in the payer's portal or by phone: it does not take this request from a machine."
    : 'Call the payer and ask how it takes this request.';
};

/** Said once every try is used up. */
export const UNANSWERED: RequestFinding = {
  id: 'unanswered',
  says: 'The payer gave no answer that says whether it has the request.',
  fix: 'Call the payer: ask whether it has the request, and record what it says.',
};

const REJECTED = 'rejected-';
export const isRejection = ({ id }: RequestFinding): boolean => id.startsWith(REJECTED);

/** A rejection the practice can correct, as something the draft lacks. */
export const toCorrect = ({ code, says, at }: PayerRejection): RequestFinding => ({
  id: `${REJECTED}${code}`.slice(0, 60),
  says: `The payer did not take the request: ${says}`,
  fix: at ? `Correct it and send again (${at}).` : 'Correct it and send again.',
});

/** Said when the record was given the decision, not by the answer: the same answer again does not take it back. */
const OF_RECORD: ReadonlySet<string> = new Set(['not-recorded', 'member-changed', 'number-shared']);
export const isOfRecord = ({ id }: RequestFinding): boolean => OF_RECORD.has(id);
