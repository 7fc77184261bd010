/** What later releases say beside what this one said: names of parts of a determination, outputs of a Task, parameters. */
const ADDED: ReadonlySet<string> = new Set(['next-action', 'nextAction', 'owner', 'due-by', 'state']);

const get = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The name a member of a list goes by: an extension's url, a parameter's name, the code of a Task's output. */
const nameOf = (member: unknown): unknown => {
  const [coding] = [get(get(member, 'type'), 'coding')].flat();
  return get(member, 'url') ?? get(member, 'name') ?? get(coding, 'code');
};

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
  if (Array.isArray(answer)) return answer.filter((one) => !ADDED.has(String(nameOf(one)))).map(withoutAdditions);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, withoutAdditions(value)]));
};
