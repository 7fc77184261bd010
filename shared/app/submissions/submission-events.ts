import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Submission, SubmissionTold } from '../../core/submission/submission.ts';
import { summary } from '../assess/event-deliveries.ts';
import type { OutgoingEvent } from '../ports/authorization-store.ts';

/** Declared here, beside the change that raises them; schema and example are in `docs/events`. */
const SENT = 'SubmissionSent';
const PENDED = 'SubmissionPended';
const DECIDED = 'SubmissionDecided';
const ASKED = 'DocumentsAsked';

/** Ids and codes alone: what a payer says in words may name the patient. */
const about = (record: AuthorizationRecord, { id, channel }: Submission) => ({
  ...summary(record),
  submission: id,
  channel: channel.kind,
});

/** What leaves when something happened to a submission, told with the record as it is then. */
export const submissionEvents = (
  submission: Submission,
  { what, needs = [], actions = [] }: SubmissionTold,
  record: AuthorizationRecord,
): readonly OutgoingEvent[] => {
  const detail = about(record, submission);
  if (what === 'sent') return [{ type: SENT, detail }];
  if (what === 'decided') return [{ type: DECIDED, detail: { ...detail, outcomes: actions } }];
  if (what !== 'pended') return [];
  const [due] = needs.flatMap((need) => need.due ?? []).toSorted();
  const kinds = [...new Set(needs.map(({ kind }) => kind))];
  const documents = needs.filter(({ kind }) => kind === 'document').flatMap(({ loinc }) => loinc ?? []);
  const asked = { ...detail, ...(due === undefined ? {} : { due }) };
  return [
    { type: PENDED, detail: { ...asked, asks: kinds } },
    ...(kinds.includes('document') ? [{ type: ASKED, detail: { ...asked, documents } }] : []),
  ];
};
