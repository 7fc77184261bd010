/** A value as DynamoDB tells it: one member, named by its type. Source: AWS, "AttributeValue" (DynamoDB API reference). */
type Attribute = Readonly<Record<string, unknown>>;
type Members = Readonly<Record<string, unknown>>;

/**
 * Where values stand in the input or output of a command, as the SDK's document commands say it: `null` the value itself,
 * empty each of its members, `*` what stands below each of them, else members by name.
 */
export type Places = null | readonly never[] | { readonly [name: string]: Places };

const numberText = (value: number): string => {
  if (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
  throw new RangeError(`DynamoDB cannot keep the number ${value} exactly.`);
};
const base64 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
const bytesOf = (text: string): Uint8Array => {
  const { buffer, byteOffset, byteLength } = Buffer.from(text, 'base64');
  return new Uint8Array(buffer, byteOffset, byteLength);
};

const isPlain = (value: object): value is Members => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
const unknownKind = (value: unknown): never => {
  throw new TypeError(
    `DynamoDB has no type for ${typeof value === 'object' ? value?.constructor.name : typeof value}.`,
  );
};

const ofEach = (members: Members, change: (value: unknown) => unknown): Record<string, unknown> => {
  const changed: Record<string, unknown> = {};
  for (const name of Object.keys(members)) {
    const value = change(members[name]);
    if (name === '__proto__') Object.defineProperty(changed, name, { value, enumerable: true });
    else changed[name] = value;
  }
  return changed;
};

const setAttribute = (set: ReadonlySet<unknown>): Attribute => {
  const all = [...set].filter((one) => one !== undefined);
  if (all.length === 0) throw new TypeError('DynamoDB has no empty sets.');
  if (all.every((one) => typeof one === 'string')) return { SS: all };
  if (all.every((one) => typeof one === 'number')) return { NS: all.map(numberText) };
  return all.every((one) => one instanceof Uint8Array) ? { BS: all.map(base64) } : unknownKind(all[0]);
};

const objectAttribute = (value: object | null): Attribute => {
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.filter((one) => one !== undefined).map(toAttribute) };
  if (value instanceof Uint8Array) return { B: base64(value) };
  if (value instanceof Set) return setAttribute(value);
  return isPlain(value) ? { M: ofEach(value, toAttribute) } : unknownKind(value);
};

/** Without `undefined`, which JSON leaves out. @throws TypeError for what the table has no type for, RangeError for a number it would change */
export const toAttribute = (value: unknown): Attribute | undefined => {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: numberText(value) };
    case 'boolean':
      return { BOOL: value };
    case 'undefined':
      return undefined;
    case 'object':
      return objectAttribute(value);
    default:
      return unknownKind(value);
  }
};

const numberOf = (text: string): number | bigint => {
  const number = Number(text);
  return Math.abs(number) > Number.MAX_SAFE_INTEGER ? BigInt(text) : number;
};
type Reader = (value: never) => unknown;
const READERS: Readonly<Record<string, Reader>> = {
  S: (text: string) => text,
  N: numberOf,
  B: bytesOf,
  BOOL: (value: boolean) => value,
  NULL: () => null,
  L: (all: readonly Attribute[]) => all.map(fromAttribute),
  M: (members: Members) => ofEach(members, fromAttribute as (value: unknown) => unknown),
  SS: (all: readonly string[]) => new Set(all),
  NS: (all: readonly string[]) => new Set(all.map(numberOf)),
  BS: (all: readonly string[]) => new Set(all.map(bytesOf)),
};

/** @throws TypeError for a type that is not known */
export const fromAttribute = (attribute: Attribute): unknown => {
  for (const type in attribute) {
    const read = READERS[type];
    return read ? read(attribute[type] as never) : unknownKind(type);
  }
  return unknownKind(attribute);
};

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
