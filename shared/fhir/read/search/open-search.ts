import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';

/** A search as received: names and every value given for them. */
export type SearchValues = Readonly<Record<string, readonly string[]>>;

export interface PageAsked {
  readonly limit: number;
  /** Where the previous page ended; opaque. */
  readonly cursor?: string;
}

const PAGE = 20;
const LARGEST_PAGE = 100;
const PAGING = ['_count', '_cursor'];
/** Result parameters handled elsewhere or ignored. */
const IGNORED = ['_format', '_pretty'];

/** FHIR: a problem with a query parameter is located at `http.<its name>`. */
const pathOf = (name: string) => `http.${name}`;
const isPlain = (name: string) => /^[\w:.-]{1,40}$/.test(name);

const checkNames = (values: SearchValues, known: readonly string[], repeating: readonly string[]): Problem[] =>
  Object.entries(values).flatMap(([name, given]): readonly Problem[] => {
    if (IGNORED.includes(name)) return [];
    const says = `Unknown search parameter; known are ${[...known, '_count'].join(', ')}.`;
    if (!known.includes(name) && !PAGING.includes(name))
      return [{ code: 'not-supported', says, ...(isPlain(name) ? { expression: pathOf(name) } : {}) }];
    return given.length > 1 && !repeating.includes(name)
      ? [{ code: 'not-supported', says: `${name} may be given once.`, expression: pathOf(name) }]
      : [];
  });

const readCount = (given: string, at: string): Result<number> =>
  /^[1-9]\d{0,8}$/.test(given)
    ? ok(Math.min(Number(given), LARGEST_PAGE))
    : refused({ code: 'value', says: 'Must be a whole number of at least 1.', expression: at });

/** Reads parameters and collects problems, so that a caller sees all of them at once. */
interface SearchReader<Name extends string> {
  one<T>(name: Name, read: (value: string, at: string) => Result<T>): T | undefined;
  all<T>(name: Name, read: (values: readonly string[], at: string) => Result<T>): T | undefined;
  readonly page: PageAsked;
  readonly problems: readonly Problem[];
}

/** A reader over a search with these parameters; `repeating` ones may be given several times, and all must match. */
export const openSearch = <Name extends string>(
  values: SearchValues,
  known: readonly Name[],
  repeating: readonly Name[] = [],
): SearchReader<Name> => {
  const problems = checkNames(values, known, repeating);
  const all = <T>(name: string, read: (given: readonly string[], at: string) => Result<T>): T | undefined => {
    const given = values[name];
    if (!given?.length) return undefined;
    const result = read(given, pathOf(name));
    if (!result.ok) problems.push(...result.problems);
    return result.ok ? result.value : undefined;
  };
  const one = <T>(name: string, read: (value: string, at: string) => Result<T>): T | undefined =>
    all(name, ([value = ''], at) => read(value, at));
  const limit = one('_count', readCount) ?? PAGE;
  const cursor = one('_cursor', (value) => ok(value));
  return { one, all, problems, page: { limit, ...(cursor === undefined ? {} : { cursor }) } };
};
