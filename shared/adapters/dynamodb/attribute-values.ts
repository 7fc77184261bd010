/** A value as DynamoDB tells it: one member, named by its type. Source: AWS, "AttributeValue" (DynamoDB API reference). */
type Attribute = Readonly<Record<string, unknown>>;
type Members = Readonly<Record<string, unknown>>;

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

/** An object of the same names. */
export const ofEach = (members: Members, change: (value: unknown) => unknown): Record<string, unknown> => {
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
