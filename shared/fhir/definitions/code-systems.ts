import type { CodeSystem, ValueSet } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import * as answer from './answer-words.ts';
import { BOOKABLE_REASON_WORDS } from './bookable-words.ts';
import * as channel from './channel-words.ts';
import { FACT_VALUE_WORDS, FACT_WORDS, spaced } from './fact-words.ts';
import * as map from './map-words.ts';
import * as next from './next-words.ts';
import { ownHeader } from './own-header.ts';
import * as record from './record-words.ts';
import * as review from './review-words.ts';

interface WordList {
  readonly title: string;
  readonly words: Readonly<Record<string, string>>;
  /** Displays that are more than the code with spaces. */
  readonly display?: Readonly<Record<string, string>>;
}

/** Every code system we define, by id; each has a value set of the same id that includes all of it. */
const WORD_LISTS = {
  'action-owner': { title: 'Whose move it is', words: next.ACTION_OWNER_WORDS },
  advice: { title: 'Advice', words: answer.ADVICE_WORDS },
  'authorization-state': { title: 'State of an authorization', words: record.STATE_WORDS },
  bookable: { title: 'Whether a visit can be booked', words: answer.BOOKABLE_WORDS },
  'bookable-reason': { title: 'Why a visit can or cannot be booked', words: BOOKABLE_REASON_WORDS },
  channel: { title: 'How a payer is reached', words: channel.CHANNEL_WORDS },
  'channel-asker': { title: 'Whose office a payer takes a request from', words: channel.CHANNEL_ASKER_WORDS },
  'channel-transaction': { title: 'What is asked of a payer', words: channel.TRANSACTION_WORDS },
  'clock-kind': { title: 'Kind of clock', words: answer.CLOCK_KIND_WORDS },
  'coverage-map-word': { title: 'How far our rules reach', words: map.COVERAGE_MAP_WORDS },
  covered: { title: 'Whether a service is covered', words: answer.COVERED_WORDS },
  'criteria-otherwise': { title: 'What follows where no criterion decides', words: map.CRITERIA_OTHERWISE_WORDS },
  'criterion-effect': { title: 'What follows where a criterion holds', words: map.CRITERION_EFFECT_WORDS },
  'criterion-result': { title: 'Result of a criterion', words: answer.CRITERION_RESULT_WORDS },
  decision: { title: 'Decision of a payer', words: record.DECISION_WORDS },
  'decision-source': { title: 'How a decision reached the staff', words: record.DECISION_SOURCE_WORDS },
  'desk-field': { title: 'What the desk keeps, and can clear', words: record.DESK_FIELD_WORDS },
  'document-kind': { title: 'Kind of document due', words: record.DOCUMENT_WORDS },
  'eligibility-source': { title: 'Who says that a coverage is in force', words: answer.ELIGIBILITY_SOURCE_WORDS },
  'evidence-level': { title: 'How well a rule is founded', words: answer.EVIDENCE_LEVEL_WORDS },
  'exception-scope': { title: 'Where an exception holds', words: map.EXCEPTION_SCOPE_WORDS },
  fact: { title: 'Fact about a requested test', words: FACT_WORDS },
  'fact-values': { title: 'Answers to clinical questions', words: FACT_VALUE_WORDS },
  'finding-severity': { title: 'Severity of a coding finding', words: answer.FINDING_SEVERITY_WORDS },
  'next-action': { title: 'What to do next', words: next.NEXT_ACTION_WORDS },
  'number-kind': { title: 'Kind of number a payer gave', words: record.NUMBER_KIND_WORDS },
  'pa-needed': { title: 'Whether authorization is needed', words: answer.PA_NEEDED_WORDS },
  'people-state': {
    title: 'Where a visit stands, for people',
    words: next.PEOPLE_STATE_WORDS,
    display: next.PEOPLE_STATE_DISPLAY,
  },
  'prior-auth': { title: 'What a rule says of authorization', words: map.PRIOR_AUTH_WORDS },
  'procedure-group': { title: 'Group of tests rules speak of', words: map.GROUP_WORDS },
  'review-item-state': { title: 'Where an item of a request stands', words: review.ITEM_STATE_WORDS },
  'review-work': { title: 'What waits for a reviewer', words: review.REVIEW_WORK_WORDS },
  'review-state': { title: 'Where a request stands', words: review.REQUEST_STANDING_WORDS },
  'task-code': { title: 'Kind of task', words: record.TASK_CODE_WORDS },
  'task-output': { title: 'Output of an authorization task', words: record.OUTPUT_WORDS },
} as const satisfies Readonly<Record<string, WordList>>;

export type WordListId = keyof typeof WORD_LISTS;

const entries: readonly (readonly [string, WordList])[] = Object.entries(WORD_LISTS);

export const valueSetOf = (id: WordListId, { base }: Canonicals): string => `${base}/ValueSet/${id}`;

export const codeSystems = (canonicals: Canonicals): readonly CodeSystem[] =>
  entries.map(([id, { title, words, display = {} }]) => ({
    resourceType: 'CodeSystem',
    ...ownHeader('CodeSystem', id, title, `${title}: the words Stresspass uses.`, canonicals),
    caseSensitive: true,
    valueSet: `${canonicals.base}/ValueSet/${id}`,
    content: 'complete',
    count: Object.keys(words).length,
    concept: Object.entries(words).map(([code, definition]) => ({
      code,
      display: display[code] ?? spaced(code),
      definition,
    })),
  }));

export const valueSets = (canonicals: Canonicals): readonly ValueSet[] =>
  entries.map(([id, { title }]) => ({
    resourceType: 'ValueSet',
    ...ownHeader('ValueSet', id, title, `All words of ${canonicals.base}/CodeSystem/${id}.`, canonicals),
    compose: { include: [{ system: `${canonicals.base}/CodeSystem/${id}` }] },
  }));
