import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import { type Order, readIds, readSort } from './result-parameters.ts';

/** A search as received: names and every value given for them. */
export type SearchValues = Readonly<Record<string, readonly string[]>>;

/** `Prefer: handling=lenient`: a parameter nobody knows is left out instead of refused. */
export type Handling = 'strict' | 'lenient';

export interface PageAsked {
  readonly limit: number;
  /** Where the previous page ended; opaque. */
  readonly cursor?: string;
  /** Logical ids, any of them. */
  readonly ids?: readonly string[];
  /** Absent: the order the search has anyway. */
  readonly sort?: readonly Order[];
  /** Only how many there are. */
  readonly countOnly?: true;
  /** Names of parameters left out because nobody knows them. */
  readonly ignored?: readonly string[];
}

const PAGE = 20;
const LARGEST_PAGE = 100;
const PAGING: readonly string[] = ['_count', '_cursor'];
/** Of every search, but of no operation. */
const OF_SEARCHES: readonly string[] = ['_id', '_sort', '_summary'];
/** Result parameters handled elsewhere or ignored. */
const IGNORED: readonly string[] = ['_format', '_pretty'];

/** FHIR: a problem with a query parameter is located at `http.<its name>`. */
const pathOf = (name: string) => `http.${name}`;
const isPlain = (name: string) => /^[\w:.-]{1,40}$/.test(name);

const unknownName = (name: string, known: readonly string[]): Problem => ({
  code: 'not-supported',
  says: `Unknown search parameter; known are ${[...known, '_count'].join(', ')}.`,
  ...(isPlain(name) ? { expression: pathOf(name) } : {}),
});

const readCount =
  (least: number, most: number) =>
  (given: string, at: string): Result<number> =>
    /^\d{1,9}$/.test(given) && Number(given) >= least
      ? ok(Math.min(Number(given), most))
      : refused({ code: 'value', says: `Must be a whole number of at least ${least}.`, expression: at });

const readSummary = (given: string, at: string): Result<boolean> =>
  given === 'count' || given === 'false'
    ? ok(given === 'count')
    : refused({ code: 'not-supported', says: 'Only count and false are supported.', expression: at });

/** Reads parameters and collects problems, so that a caller sees all of them at once. */
interface SearchReader<Name extends string> {
  one<T>(name: Name, read: (value: string, at: string) => Result<T>): T | undefined;
  all<T>(name: Name, read: (values: readonly string[], at: string) => Result<T>): T | undefined;
  readonly page: PageAsked;
  readonly problems: readonly Problem[];
}

interface SearchOptions<Name extends string> {
  /** May be given several times, and all must match. */
  readonly repeating?: readonly Name[];
  /** What a search can be sorted by; by the first, greatest first, it is sorted anyway. Absent: no search. */
  readonly sorts?: readonly string[];
  readonly handling?: Handling;
  readonly largestPage?: number;
}

/** A reader over a search with these parameters. */
export const openSearch = <Name extends string>(
  values: SearchValues,
  names: readonly Name[],
  { repeating = [], sorts, handling = 'strict', largestPage = LARGEST_PAGE }: SearchOptions<Name> = {},
): SearchReader<Name> => {
  const known = [...names, ...(sorts ? OF_SEARCHES : [])];
  const isKnown = (name: string) => [...known, ...PAGING, ...IGNORED].includes(name);
  const unknown = Object.keys(values).filter((name) => !isKnown(name));
  const isLenient = handling === 'lenient';
  const problems: Problem[] = Object.entries(values).flatMap(([name, given]): readonly Problem[] => {
    if (unknown.includes(name)) return isLenient ? [] : [unknownName(name, known)];
    return given.length > 1 && !IGNORED.includes(name) && !repeating.some((one) => one === name)
      ? [{ code: 'not-supported', says: `${name} may be given once.`, expression: pathOf(name) }]
      : [];
  });
  const all = <T>(name: string, read: (given: readonly string[], at: string) => Result<T>): T | undefined => {
    const given = Object.hasOwn(values, name) ? values[name] : undefined;
    if (!given?.length) return undefined;
    const result = read(given, pathOf(name));
    if (!result.ok) problems.push(...result.problems);
    return result.ok ? result.value : undefined;
  };
  const one = <T>(name: string, read: (value: string, at: string) => Result<T>): T | undefined =>
    all(name, ([value = ''], at) => read(value, at));
  const limit = one('_count', readCount(sorts ? 0 : 1, largestPage)) ?? PAGE;
  const cursor = one('_cursor', (value) => ok(value));
  const ids = sorts && one('_id', readIds);
  const sort = sorts && one('_sort', (value, at) => readSort(value, sorts, at));
  const summary = sorts && one('_summary', readSummary);
  const page: PageAsked = {
    limit,
    ...(cursor === undefined ? {} : { cursor }),
    ...(ids ? { ids } : {}),
    ...(sort?.length ? { sort } : {}),
    ...(limit === 0 || summary ? { countOnly: true as const } : {}),
    ...(isLenient && unknown.length ? { ignored: unknown } : {}),
  };
  return { one, all, problems, page };
};
