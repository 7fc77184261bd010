import { expect, test } from 'vitest';
import { HABITS } from '../../shared/core/authorization/deadlines.ts';
import { BOUNDS } from '../../shared/core/model/bounds.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { writeCapability } from '../../shared/fhir/write/write-capability.ts';
import { readText, sourceOf } from './pages.ts';

/**
 * Sentences of the pages with the constant behind each number: `{folder NAME}`, divided by what stands behind a slash.
 * A constant that changes, goes, or is there twice in its folder fails, and so does a page that says another number.
 */
const SAID: readonly (readonly [page: string, sentence: string])[] = [
  ['security.md', '| body | {BOUNDS bodyBytes/1000000} MB; {shared/http MAX_EVENT_BYTES/1000} kB for'],
  ['security.md', '| path and headers together | {infra/local/http MAX_HEADER_BYTES} bytes'],
  [
    'security.md',
    '| prior authorization request: body; resources; changes of one | {BOUNDS documentBodyBytes/1000000} MB; {BOUNDS requestEntries}; {BOUNDS requestChanges} |',
  ],
  ['security.md', '| lines of a message; orders in one | {BOUNDS lines}; {BOUNDS orders} |'],
  ['security.md', 'lines times coverages | {BOUNDS coverages}; {BOUNDS answers} |'],
  ['security.md', 'entries of a page | {shared/handlers/worklist MOST}; {shared/fhir/read LARGEST_PAGE} |'],
  [
    'security.md',
    '| codes of a visit; of a page of a worklist | {shared/core/authorization MOST_CODES_OF_VISIT}; {shared/core/authorization MOST_CODES_AT_ONCE} |',
  ],
  [
    'security.md',
    '| {shared/handlers/worklist MOST_LISTED} and {shared/handlers/worklist MOST_COLUMNS}; {shared/handlers/csv MOST_RECORD_BYTES}; {shared/handlers/csv MOST_STRAY_QUOTES} |',
  ],
  ['security.md', 'ids of a search | {shared/app/search MOST_MATCHES}; {shared/fhir/read MOST_IDS} |'],
  ['api.md', 'over {shared/app/search MOST_MATCHES} of them the answer is 413'],
  [
    'integrate-schedule.md',
    '| {shared/handlers/worklist MOST}; {shared/handlers/worklist MOST_LISTED} | the rest by the next page; 413 |',
  ],
  ['integrate-schedule.md', '| columns | {shared/handlers/worklist MOST_COLUMNS} |'],
  [
    'integrate-schedule.md',
    '| {shared/core/authorization MOST_CODES_OF_VISIT}; {shared/core/authorization MOST_CODES_AT_ONCE} | cannot tell; 413 |',
  ],
  ['integrate-schedule.md', '| {shared/handlers/csv MOST_RECORD_BYTES} bytes | cannot tell |'],
  ['integrate-schedule.md', '| {shared/handlers/csv MOST_STRAY_QUOTES} | 413 |'],
  ['security.md', '**Kept** for `AUDIT_YEARS` ({shared/app/ports DEFAULT_AUDIT_YEARS}) or'],
  ['security.md', '| the response | {BOUNDS answerBytes/1000000} MB'],
  ['security.md', '| identifiers of an order; diagnoses of a claim | {BOUNDS identifiers}; {BOUNDS diagnoses} |'],
  ['security.md', 'diagnoses of a claim together | {BOUNDS codings}; {BOUNDS diagnosisCodings} |'],
  ['security.md', '| references an answer names for one fact | {BOUNDS sources} |'],
  ['security.md', 'authorization numbers of a claim, each | {BOUNDS claimList} |'],
  ['security.md', "a payer's or a plan's name | {BOUNDS nameCharacters} |"],
  ['security.md', 'payers and places behind them | {BOUNDS namedReads}; {BOUNDS nearReads} |'],
  ['security.md', '| events of one notification, of an EHR or a payer | {BOUNDS notifiedEvents} |'],
  ['integrate-ehr.md', 'A notification may hold {BOUNDS notifiedEvents} events'],
  ['security.md', 'together, with what accompanies them | {BOUNDS notifiedBytes} |'],
  ['security.md', '| filters, and senders, of a subscription | {BOUNDS subscriptionFilters} |'],
  ['security.md', 'number, name, reason, code | {BOUNDS textCharacters} |'],
  ['security.md', '| problems told of one message | {BOUNDS problemsTold} |'],
  ['security.md', 'while a clinician waits | {BOUNDS chartBytes/1000000} MB |'],
  ['security.md', '| an item of the table | {shared/adapters/dynamodb MOST_ITEM_BYTES/1000} kB |'],
  ['cds-hooks.md', 'references {BOUNDS namedReads} resources are read, and {BOUNDS nearReads} payers and places'],
  ['cds-hooks.md', 'within 2.3 s and {BOUNDS chartBytes/1000000} MB'],
  ['security.md', 'hooks answer within {BOUNDS hookMs/1000} s |'],
  ['security.md', '| {shared/app/inbox KEPT_DAYS} days; messages of the bus'],
  ['security.md', '| {shared/adapters/dynamodb/records KEPT_DAYS} days |'],
  ['api.md', 'the answer would be over {BOUNDS answerBytes/1000000} MB in its shortest form |'],
  ['runbook.md', 'share of calls under {shared/adapters FAST_MS} ms'],
  ['behavior.md', 'a symptom noted at a visit counts for {shared/fhir/read SYMPTOM_DAYS} days'],
  ['behavior.md', 'with onset within {shared/fhir/read ACS_DAYS} days of the service'],
];

const constantOf = (folder: string, name: string): number => {
  const bound: unknown = Reflect.get(BOUNDS, name);
  if (folder === 'BOUNDS' && typeof bound === 'number') return bound;
  const found = [...sourceOf(folder).matchAll(new RegExp(`\\bconst ${name} = ([\\d_]+);`, 'g'))];
  if (found.length !== 1) throw new Error(`${found.length} constants ${name} in ${folder}`);
  return Number(found[0]?.[1]?.replaceAll('_', ''));
};
const withNumbers = (sentence: string): string =>
  sentence.replace(/\{(\S+) (\w+)(?:\/(\d+))?\}/g, (_, folder: string, name: string, divisor = '1') =>
    (constantOf(folder, name) / Number(divisor)).toLocaleString('en-US'),
  );

test.each(SAID)('%s: %s', (page, sentence) => {
  expect(readText(`docs/${page}`)).toContain(withNumbers(sentence));
});

/** The bounds of a message are said by the service itself too. */
test('every bound of a message stands in the CapabilityStatement', () => {
  const { rest = [] } = writeCapability([], canonicalsOf(), {
    version: '1',
    url: 'https://x.example',
    date: '2026-11-30',
  });
  const text = rest[0]?.documentation ?? '';
  // With the word behind each: several of them are one hundred.
  for (const [name, word] of [
    ['bodyBytes', 'bytes'],
    ['documentBodyBytes', ', and an answer'],
    ['answerBytes', '.'],
    ['lines', 'lines'],
    ['orders', 'orders'],
    ['coverages', 'coverages'],
    ['answers', 'lines times coverages'],
    ['identifiers', 'identifiers'],
    ['diagnoses', 'diagnoses'],
    ['claimList', 'each of care team'],
  ] as const)
    expect(text).toContain(`${BOUNDS[name].toLocaleString('en-US')}${/^\w/.test(word) ? ' ' : ''}${word}`);
});

test('habits a tenant does not name', () => {
  const page = readText('docs/integrate-ehr.md');
  for (const [name, value] of Object.entries(HABITS))
    expect(page).toMatch(new RegExp(`\\| \`habits\\.${name}\` \\|[^\\n]*; ${value} without it \\|`));
});
