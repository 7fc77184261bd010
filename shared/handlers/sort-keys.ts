import type { Access } from '../app/ports/access/audit.ts';
import type { AuthorizationRecord } from '../core/authorization/authorization.ts';
import type { Assessment } from '../core/model/assessment.ts';
import type { ANSWER_SORTS } from '../fhir/read/search/read-answer-search.ts';
import type { AUDIT_SORTS } from '../fhir/read/search/read-audit-search.ts';
import type { DEFINITION_SORTS } from '../fhir/read/search/read-definition-search.ts';
import type { PROVENANCE_SORTS } from '../fhir/read/search/read-provenance-search.ts';
import type { TASK_SORTS } from '../fhir/read/search/read-task-search.ts';
import { taskId } from '../fhir/write/record/task-id.ts';

/** What each search can be sorted by, as texts that compare alike. */
type Keys<Names extends readonly string[], T> = Readonly<Record<Names[number], (item: T) => string>>;

export const TASK_KEYS: Keys<typeof TASK_SORTS, AuthorizationRecord> = {
  period: ({ serviceDate }) => serviceDate,
  _lastUpdated: ({ updatedAt }) => updatedAt,
  _id: taskId,
  'business-status': ({ state }) => state,
};

export const ANSWER_KEYS: Keys<typeof ANSWER_SORTS, Assessment> = {
  created: ({ created }) => created,
  _lastUpdated: ({ created }) => created,
  _id: ({ id }) => id,
};

export const AUDIT_KEYS: Keys<typeof AUDIT_SORTS, Access> = {
  date: ({ at }) => at,
  _lastUpdated: ({ at }) => at,
  _id: ({ id }) => id,
};

export const PROVENANCE_KEYS: Keys<
  typeof PROVENANCE_SORTS,
  { readonly id?: string | undefined; readonly recorded: string }
> = {
  recorded: ({ recorded }) => recorded,
  _lastUpdated: ({ recorded }) => recorded,
  _id: ({ id = '' }) => id,
};

export const DEFINITION_KEYS: Keys<
  typeof DEFINITION_SORTS,
  { readonly id?: string | undefined; readonly url?: string | undefined; readonly date?: string | undefined }
> = {
  _lastUpdated: ({ date = '' }) => date,
  _id: ({ id = '' }) => id,
  url: ({ url = '' }) => url,
};
