import { readCorrections } from '../../shared/rule-files/corrections.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';

/** What later releases say beside what this one said: names of parts of a determination, outputs of a Task, parameters. */
const ADDED: ReadonlySet<string> = new Set([
  'next-action',
  'nextAction',
  'owner',
  'due-by',
  'state',
  'rule',
  'ruleLevel',
  'authorizationNumber',
  'eligibilityAsOf',
  'earliestRealistic',
  'earliestRealisticSays',
  'units-used',
  'unitsUsed',
  'unitsLeft',
  'binding',
  'waiver',
  'payer',
  'channel',
  'channelVersion',
  'channel-version',
  'channelSays',
  'channel-says',
  'channelWhy',
  'channel-why',
  'channelStale',
  'channel-stale',
  'whoMustAsk',
  'who-must-ask',
  'portal',
  'phone',
  'fax',
  'duty',
  'otherChannel',
  'other-channel',
  'readerNumber',
  'reader-number',
]);

const get = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The name a member of a list goes by: an extension's url, a parameter's name, the code of a Task's output. */
const nameOf = (member: unknown): unknown => {
  const [coding] = [get(get(member, 'type'), 'coding')].flat();
  return get(member, 'url') ?? get(member, 'name') ?? get(coding, 'code');
};

/** A list's starts are the same instants, told as the site's clock shows them instead of in UTC. */
const startInUtc = (value: object): object => {
  const [start, name] = [get(value, 'valueDateTime'), get(value, 'name')];
  return name === 'start' && typeof start === 'string'
    ? { ...value, valueDateTime: new Date(start).toISOString() }
    : value;
};

/** Sentences that say more since, or in another order: the codes not checked, where the number belongs on a claim, a pre-check. */
const SAID_OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/^Validity of diagnosis codes [^:]+:/, 'Validity of diagnosis codes:'],
  // The same two sentences, what was found first.
  [/^(.+) (Pre-check only; nothing was filed with a payer\.)$/, '$2 $1'],
  [
    /File the authorization number in REF\*G1 .* retrospective authorization\.$/,
    'File the authorization number with the claim, or ask the payer for a retrospective authorization.',
  ],
];

const asSaid = (text: string): string =>
  SAID_OTHERWISE.reduce((said, [today, then]) => said.replace(today, then), text);

/** A diagnosis that is not checked is a warning since. */
const asGraded = (parts: readonly unknown[]): readonly unknown[] =>
  parts.some((one) => get(one, 'valueCode') === 'not-checked-diagnosis-validity')
    ? parts.map((one) => (get(one, 'url') === 'severity' ? { url: 'severity', valueCode: 'information' } : one))
    : parts;

const isLocal = (value: unknown): boolean =>
  /^(#(?!request)|urn:)/.test(String(get(value, 'reference'))) ||
  /(contained in|of) the request$/i.test(String(get(value, 'display')));

/**
 * References that resolved only in their message were kept then; now they are ids, identifiers or words. Where one was
 * expected, any that can be kept is taken.
 */
export const withLastingReferences = (expected: unknown, answered: unknown): unknown => {
  if (isLocal(expected)) return isLocal({ reference: get(answered, 'reference') }) ? expected : answered;
  if (Array.isArray(expected))
    return expected.map((one, index) =>
      withLastingReferences(one, Array.isArray(answered) ? answered[index] : undefined),
    );
  if (typeof expected !== 'object' || expected === null) return expected;
  const identifier = get(expected, 'type') && get(expected, 'display') ? get(answered, 'identifier') : undefined;
  if (identifier) return { ...expected, identifier };
  const pairs = Object.entries(expected).map(([name, one]) => [name, withLastingReferences(one, get(answered, name))]);
  return Object.fromEntries(pairs);
};

/** An answer as the release could have given it: what was added since is taken out, what was changed or lost stays so. */
export const withoutAdditions = (answer: unknown): unknown => {
  if (Array.isArray(answer))
    return asGraded(answer.filter((one) => !ADDED.has(String(nameOf(one)))).map(withoutAdditions));
  if (typeof answer === 'string') return asSaid(answer);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(startInUtc(answer)).map(([name, value]) => [name, withoutAdditions(value)]));
};

/** Sentences with what is said otherwise since: labels of what is not verified, and Medicare's fee for Medicare alone. */
export const inPlainWords = (answer: unknown): unknown => {
  if (typeof answer === 'string')
    return answer
      .replaceAll('authorization usually needed at such plans (not verified for this plan)', 'authorization needed')
      .replace(/ Medicare fee \d{4}: [\d.]+ USD, an estimate\./, '');
  if (Array.isArray(answer)) return answer.map(inPlainWords);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, inPlainWords(value)]));
};

/** Sentences of rules that were corrected since. */
const corrected: readonly (readonly [was: string, is: string])[] = readCorrections(readRuleText).flatMap(
  ({ was, is }) => (typeof was === 'string' && typeof is === 'string' ? [[was, is] as const] : []),
);
/** Criteria that became something else: transplant patients are outside the criteria now. */
const GONE: ReadonlySet<unknown> = new Set(['HT1']);
const isGone = (member: unknown): boolean =>
  [get(member, 'extension')].flat().some((part) => get(part, 'url') === 'id' && GONE.has(get(part, 'valueCode')));

/** What the release answered, in the words its rules have since they were corrected. */
export const asCorrected = (answer: unknown): unknown => {
  if (typeof answer === 'string') return corrected.reduce((text, [was, is]) => text.replaceAll(was, is), answer);
  if (Array.isArray(answer)) return answer.filter((one) => !isGone(one)).map(asCorrected);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, asCorrected(value)]));
};

/** Which questions are asked, in which order, and what would change an answer: found another way since. */
const QUESTIONS: ReadonlySet<string> = new Set(['missing', 'wouldChange']);
const OPEN = / Open: .*?(?= Medicare fee|$)/;

/** An answer without its questions, and without those of other tests. */
export const withoutQuestions = (answer: unknown): unknown => {
  if (typeof answer === 'string') return answer.replace(OPEN, '');
  if (Array.isArray(answer)) return answer.filter((one) => !QUESTIONS.has(String(nameOf(one)))).map(withoutQuestions);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, withoutQuestions(value)]));
};

const IDENTITY: ReadonlySet<string> = new Set(['id', 'created', 'assertionId']);

/** An answer without its ids and its time. */
export const withoutIdentity = (answer: unknown): unknown => {
  if (Array.isArray(answer)) return answer.filter((one) => !IDENTITY.has(String(nameOf(one)))).map(withoutIdentity);
  if (typeof answer !== 'object' || answer === null) return answer;
  const kept = Object.entries(answer).filter(([name]) => !IDENTITY.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutIdentity(value)]));
};

/** The order of the release that comes again as it was. */
export const ANSWERED_ANEW = 'denied';

const NOT_CHECKED = /^Validity of diagnosis codes(?: [^:]+)?: not checked for this date/;
const isUnchecked = (member: unknown): boolean =>
  NOT_CHECKED.test(String(get(member, 'text'))) ||
  [get(member, 'extension')].flat().some((part) => get(part, 'valueCode') === 'not-checked-diagnosis-validity');

/**
 * Without the finding that diagnoses were not checked: the code set of those days is held since. Notes are numbered one
 * after another, so their numbers go with it.
 */
export const withoutUnchecked = (answer: unknown): unknown => {
  if (Array.isArray(answer)) return answer.filter((one) => !isUnchecked(one)).map(withoutUnchecked);
  if (typeof answer !== 'object' || answer === null) return answer;
  const kept = Object.entries(answer).filter(
    ([name]) => name !== 'noteNumber' && !(name === 'number' && get(answer, 'text')),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutUnchecked(value)]));
};
