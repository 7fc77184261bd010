import { readCorrections } from '../../shared/rule-files/corrections.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';

/** What later releases say beside what this one said: names of parts of a determination, outputs of a Task, parameters. */
const ADDED: ReadonlySet<string> = new Set(['next-action', 'nextAction', 'owner', 'due-by', 'state']);

const get = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The name a member of a list goes by: an extension's url, a parameter's name, the code of a Task's output. */
const nameOf = (member: unknown): unknown => {
  const [coding] = [get(get(member, 'type'), 'coding')].flat();
  return get(member, 'url') ?? get(member, 'name') ?? get(coding, 'code');
};

/** An answer as the release could have given it: what was added since is taken out, what was changed or lost stays so. */
export const withoutAdditions = (answer: unknown): unknown => {
  if (Array.isArray(answer)) return answer.filter((one) => !ADDED.has(String(nameOf(one)))).map(withoutAdditions);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, withoutAdditions(value)]));
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

const AGAIN = 'ServiceRequest/denied';
/** An old order that came again as it was is answered anew, by other rules: its record has one more version, announced. */
export const withoutAnsweredAgain = (becomes: unknown): unknown => {
  const body = get(becomes, 'body');
  const [identifier] = [get(body, 'identifier')].flat();
  if (get(identifier, 'value') === 'ORD-denied')
    return { ...Object(becomes), body: { ...Object(body), meta: undefined } };
  const published = get(becomes, 'published');
  if (!Array.isArray(published)) return becomes;
  const isAgain = (one: unknown) => get(one, 'order') === AGAIN && get(one, 'recordVersion') === 3;
  return { ...Object(becomes), published: published.filter((one) => !isAgain(one)) };
};
