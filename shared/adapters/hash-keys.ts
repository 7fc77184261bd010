import * as z from 'zod/mini';

/** Hash keys by version. */
interface HashKeys {
  /** Current first, then the earlier ones, newest first. */
  readonly versions: readonly [string, ...string[]];
  readonly keys: ReadonlyMap<string, string>;
}

/** Version of a single key. */
const FIRST = '1';

const version = z.string().check(z.regex(/^[1-9]\d{0,8}$/, 'a whole number as text'));
const shape = z.strictObject({
  current: version,
  keys: z.record(version, z.string().check(z.minLength(16, 'at least 16 characters'))),
});

/**
 * A single key, or `{"current":"2","keys":{"1":"…","2":"…"}}` during a rotation.
 * @throws naming what is wrong with it, never the key
 */
export const readHashKeys = (secret: string): HashKeys => {
  if (secret === '') throw new Error('the keyed hash needs a secret');
  if (!secret.startsWith('{')) return { versions: [FIRST], keys: new Map([[FIRST, secret]]) };
  const parsed = shape.safeParse(parse(secret));
  if (!parsed.success)
    throw new Error(
      `the secret of the keyed hash: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  const { current, keys } = parsed.data;
  if (!Object.hasOwn(keys, current)) throw new Error('the secret of the keyed hash lacks the key it calls current');
  const earlier = Object.keys(keys).filter((one) => one !== current);
  return { versions: [current, ...earlier.sort((a, b) => Number(b) - Number(a))], keys: new Map(Object.entries(keys)) };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
