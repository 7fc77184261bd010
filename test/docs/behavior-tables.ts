import { readdirSync } from 'node:fs';
import { OPERATORS } from '../../shared/core/criteria/operators.ts';
import { PEOPLE_STATES } from '../../shared/core/decide/people-state.ts';
import { ADVICE } from '../../shared/core/model/advice.ts';

import type { FactName } from '../../shared/core/model/facts.ts';
import { type FactDefinition, isFactName, VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import {
  ADVICE_WORDS,
  BOOKABLE_WORDS,
  COVERED_WORDS,
  CRITERION_RESULT_WORDS,
  EVIDENCE_LEVEL_WORDS,
  PA_NEEDED_WORDS,
} from '../../shared/fhir/definitions/answer-words.ts';
import {
  DECISION_SOURCE_WORDS,
  DECISION_WORDS,
  DOCUMENT_WORDS,
  STATE_WORDS,
} from '../../shared/fhir/definitions/record-words.ts';
import { notFound } from '../../shared/fhir/read/clinical/complete-look.ts';
import { RANKS } from '../../shared/fhir/read/clinical/finding.ts';
import { code, codes, type MadeTable } from './marked-table.ts';
import { readText, sourceOf } from './pages.ts';

const PAGE = 'docs/behavior.md';

/** Every situation the tests put to the decision table, with the row and the columns each is proven to end in. */
const provenRows = (): readonly (readonly string[])[] =>
  [...readText('test/support/table-rows.ts').matchAll(/^ {2}\[.*'(D\d+[a-z]? [^']+)'\],$/gm)].map(([, columns = '']) =>
    columns.split(' '),
  );

/** Distinct words of one column, in the order of the tests. */
const seen = (rows: readonly (readonly string[])[], column: number): readonly string[] => [
  ...new Set(rows.map((row) => row[column] ?? '')),
];
const ROW_HEAD = ['covered', 'pa-needed', 'doc-needed', 'info-needed', 'required', 'state', 'bookable', 'excluded'];
const either = (words: readonly string[]): string =>
  words
    .map((word) => (word === '-' ? '–' : code(word)))
    .join(' or ')
    .replaceAll(',', '` `');

const byNumber = (a: string, b: string): number =>
  Number.parseInt(a.slice(1), 10) - Number.parseInt(b.slice(1), 10) || a.localeCompare(b);
const byRow = (): readonly (readonly [row: string, rows: readonly (readonly string[])[]])[] => {
  const rows = provenRows();
  return [...seen(rows, 0)].sort(byNumber).map((name) => [name, rows.filter(([row]) => row === name)]);
};

/** Ids the code of the decision table can end in. */
export const rowsInCode = (): readonly string[] => {
  const files = readdirSync(new URL('../../shared/core/decide/', import.meta.url));
  const text = files.map((name) => readText(`shared/core/decide/${name}`)).join('\n');
  return [...new Set([...text.matchAll(/'(D\d+[a-z]?)'/g)].map(([, row = '']) => row))];
};
export const rowsProven = (): readonly string[] => byRow().map(([row]) => row);

const valuesOf = ({ type, words }: FactDefinition): string => {
  if (words) return codes(words);
  return {
    boolean: 'yes / no',
    event: 'event',
    codes: 'list of codes',
    number: 'number',
    date: 'date',
    text: 'text',
    word: 'word',
  }[type];
};

const RESOURCES =
  'Condition Procedure DiagnosticReport Observation DocumentReference ImagingStudy Encounter MedicationStatement';
const searched = RESOURCES.split(' ');
/** Resource types without a complete look at which the fact stays unknown. */
const lookedForIn = (fact: FactName): readonly string[] =>
  fact in notFound(new Set(searched), new Set())
    ? searched.filter((type) => !(fact in notFound(new Set(searched.filter((one) => one !== type)), new Set())))
    : [];

const factRow = (name: string): readonly string[] => {
  if (!isFactName(name)) throw new Error(`${name} is no fact`);
  const definition = VOCABULARY[name];
  const { kind, question, askedOf } = definition;
  const asked = question ? (askedOf ?? (kind === 'context' ? 'clerk' : 'clinician')) : '–';
  return [code(name), kind, valuesOf(definition), asked, lookedForIn(name).join(', ') || '–'];
};

const derivedNames = (): readonly string[] => {
  const [newest = ''] = readdirSync(new URL('../../rules/definitions/', import.meta.url))
    .sort()
    .reverse();
  const { derived }: { derived: object } = JSON.parse(readText(`rules/definitions/${newest}`));
  return Object.keys(derived);
};

/** Kinds of deadlines, from the type that lists them and the payers' clocks it takes over. */
const deadlineKinds = (): readonly string[] => {
  const core = sourceOf('shared/core');
  const wordsAfter = (start: RegExp) =>
    [...(start.exec(core)?.[1] ?? '').matchAll(/(?<!\[)'([a-z-]+)'/g)].map(([, word = '']) => word);
  return [
    ...wordsAfter(/interface DueClock \{\s*readonly kind: ([^;]+);/),
    ...wordsAfter(/type DeadlineKind =([^;]+);/),
  ];
};

/** Words with the meaning the served CodeSystem gives them; advice stands in its own order, strongest first. */
const wordTable = (name: string, words: Readonly<Record<string, string>>): MadeTable => ({
  page: PAGE,
  name,
  head: ['Word', 'Means'],
  rows: (words === ADVICE_WORDS ? ADVICE : Object.keys(words)).map((word) => [code(word), words[word] ?? '']),
});

export const behaviorTables = (): readonly MadeTable[] => [
  {
    page: PAGE,
    name: 'decision rows',
    head: ['Row', 'When', 'Advice', 'What follows'],
    words: ['When', 'What follows'],
    rows: byRow().map(([row, rows]) => [code(row), either(seen(rows, 1))]),
  },
  {
    page: PAGE,
    name: 'columns',
    head: ['Row', 'Advice', ...ROW_HEAD.map((word) => (word === 'required' ? 'authorizationRequired' : word))],
    rows: byRow().map(([row, rows]) => [
      code(row),
      ...['advice', ...ROW_HEAD].map((_, index) => either(seen(rows, index + 1))),
    ]),
  },
  ...Object.entries({
    advice: ADVICE_WORDS,
    covered: COVERED_WORDS,
    'pa-needed': PA_NEEDED_WORDS,
    bookable: BOOKABLE_WORDS,
    states: STATE_WORDS,
    'decisions of a payer': DECISION_WORDS,
    'ways a decision comes': DECISION_SOURCE_WORDS,
    'criterion results': CRITERION_RESULT_WORDS,
    'evidence levels': EVIDENCE_LEVEL_WORDS,
    documents: DOCUMENT_WORDS,
  }).map(([name, words]) => wordTable(name, words)),
  {
    page: PAGE,
    name: 'people states',
    head: ['Code', 'Word', 'Means'],
    rows: Object.entries(PEOPLE_STATES).map(([state, { word, means }]) => [code(state), word, means]),
  },
  {
    page: PAGE,
    name: 'deadlines',
    head: ['Deadline', 'Due', 'Told'],
    words: ['Due', 'Told'],
    rows: deadlineKinds().map((kind) => [code(kind)]),
  },
  {
    page: PAGE,
    name: 'ranks',
    head: ['Rank', 'Source'],
    words: ['Source'],
    rows: RANKS.map((rank) => [code(rank)]),
  },
  {
    page: PAGE,
    name: 'facts',
    head: ['Fact', 'Kind', 'Values', 'Asked of', 'Absent after a complete look at', 'Read from'],
    words: ['Read from'],
    rows: Object.keys(VOCABULARY).map(factRow),
  },
  {
    page: PAGE,
    name: 'derived facts',
    head: ['Derived fact', 'Holds when'],
    words: ['Holds when'],
    rows: derivedNames().map((name) => [code(name)]),
  },
  {
    page: PAGE,
    name: 'operators',
    head: ['Operator', 'Met when'],
    words: ['Met when'],
    rows: Object.keys(OPERATORS).map((name) => [code(name)]),
  },
];
