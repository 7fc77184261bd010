import { fromAttribute, ofEach, toAttribute } from './attribute-values.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Where values stand in the input or output of a command, as the SDK's document commands say it: `null` the value itself,
 * empty each of its members, `*` what stands below each of them, else members by name.
 */
export type Places = null | readonly never[] | { readonly [name: string]: Places };

const convertAt = (value: unknown, places: Places, convert: (value: never) => unknown): unknown => {
  if (value === undefined) return undefined;
  if (places === null) return convert(value as never);
  if (value === null) return null;
  const names = Object.keys(places);
  const [first] = names;
  if (first !== undefined && first !== '*') {
    const changed: Record<string, unknown> = { ...value };
    for (const name of names)
      if (changed[name] !== undefined)
        changed[name] = convertAt(changed[name], (places as Members)[name] as Places, convert);
    return changed;
  }
  const below = first === undefined ? null : ((places as Members)[first] as Places);
  const each = (one: unknown): unknown => convertAt(one, below, convert);
  return Array.isArray(value) ? value.map(each) : ofEach(value as Members, each);
};

/** The body of a request. */
export const writeInput = (input: object, places: Places): string =>
  JSON.stringify(convertAt(input, places, toAttribute));

/** The body of an answer. @throws SyntaxError where it is no JSON */
export const readOutput = (body: string, places: Places): object =>
  convertAt(JSON.parse(body), places, fromAttribute) as object;
