import r4 from './r4.json' with { type: 'json' };

/** The codes a required binding allows. */
export interface CodeList {
  /** For a `code` element, whose system the value set implies. */
  readonly hasCode: (code: string) => boolean;
  /** For a Coding; one without a system is matched by its code alone. */
  readonly hasCoding: (system: unknown, code: string) => boolean;
  /** For display: the codes when they are few, else the name of the value set. */
  readonly allowed: string;
}

const MAX_LISTED = 15;
const VALUE_SETS: Readonly<Record<string, Readonly<Record<string, string>> | string>> = r4.valueSets;

const patternList = (name: string, pattern: string): CodeList => {
  const whole = new RegExp(`^(?:${pattern})$`);
  const hasCode = (code: string) => whole.test(code);
  return { hasCode, hasCoding: (_, code) => hasCode(code), allowed: `a code of ${name}` };
};

const enumeratedList = (name: string, systems: Readonly<Record<string, string>>): CodeList => {
  const bySystem = new Map(Object.entries(systems).map(([system, codes]) => [system, new Set(codes.split(' '))]));
  const all = new Set([...bySystem.values()].flatMap((codes) => [...codes]));
  return {
    hasCode: (code) => all.has(code),
    hasCoding: (system, code) =>
      typeof system === 'string' ? (bySystem.get(system)?.has(code) ?? false) : all.has(code),
    allowed: all.size <= MAX_LISTED ? `one of ${[...all].join(', ')}` : `a code of the value set ${name}`,
  };
};

const lists = new Map<string, CodeList>();

/** A value set of the table by its short name, built on first use. */
export const codeList = (name: string): CodeList => {
  const known = lists.get(name);
  if (known) return known;
  const content = VALUE_SETS[name] ?? {};
  const list = typeof content === 'string' ? patternList(name, content) : enumeratedList(name, content);
  lists.set(name, list);
  return list;
};
