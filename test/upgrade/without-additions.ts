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
]);

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
