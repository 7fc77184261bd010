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
