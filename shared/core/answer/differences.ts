import { isObject } from '../model/is-object.ts';

/** One difference between two answers; a side without a value there is omitted. */
export interface Difference {
  /** Path as in code: `advice`, `reasons[0]`; members of a named list by name: `criteria[prior-pci].result`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Fields = ReadonlyMap<string, unknown>;

/** Fields that identify members of a list regardless of position. */
const NAMES = ['id', 'fact', 'code'] as const;

const fieldsOf = (value: object): Fields => new Map(Object.entries(value));

const namesIn = (list: readonly unknown[]): readonly string[] | undefined => {
  for (const name of NAMES) {
    const found = list.map((one) => (isObject(one) ? fieldsOf(one).get(name) : undefined));
    const names = found.filter((one) => typeof one === 'string');
    if (names.length === list.length && new Set(names).size === list.length) return names;
  }
  return undefined;
};

/** Members by name, where both lists name all of theirs; else by position. */
const membersOf = (before: readonly unknown[], after: readonly unknown[]): readonly [Fields, Fields] => {
  const named = [namesIn(before), namesIn(after)] as const;
  const byName = (list: readonly unknown[], names: readonly string[] | undefined): Fields =>
    new Map(list.map((one, index) => [`[${(named[0] && named[1] && names?.[index]) ?? index}]`, one]));
  return [byName(before, named[0]), byName(after, named[1])];
};

const pathTo = (path: string, name: string): string =>
  path === '' || name.startsWith('[') ? `${path}${name}` : `${path}.${name}`;

const inside = (before: Fields, after: Fields, path: string): readonly Difference[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
    differencesOf(before.get(name), after.get(name), pathTo(path, name)),
  );

/** Every place where two pieces of plain data differ, in the order of the first. The order of fields does not count. */
export const differencesOf = (before: unknown, after: unknown, path = ''): readonly Difference[] => {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return inside(...membersOf(before, after), path);
  if (isObject(before) && isObject(after)) return inside(fieldsOf(before), fieldsOf(after), path);
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
};
