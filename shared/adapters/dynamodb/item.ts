import * as z from 'zod/mini';
import { packText, unpackText } from './compress.ts';
import { EXPIRY_ATTRIBUTE } from './table.ts';

export const pack = (value: unknown): Uint8Array => packText(JSON.stringify(value));
export const unpackItem = (bytes: Uint8Array): unknown => JSON.parse(unpackText(bytes));

export const DAY_SECONDS = 86_400;
/** The TTL attribute that lets DynamoDB delete an item some seconds after an ISO instant. */
export const expiringAfter = (instant: string, seconds: number): Readonly<Record<typeof EXPIRY_ATTRIBUTE, number>> => ({
  [EXPIRY_ATTRIBUTE]: Math.floor(Date.parse(instant) / 1000) + seconds,
});

/**
 * Reads an item from the table. The shape checks what the code relies on, not every field; a bad item is an error that
 * names the kind of item and the fields, never their values.
 */
export const makeReader = <T>(kind: string, shape: z.ZodMiniType) => {
  const hasShape = (value: unknown): value is T => shape.safeParse(value).success;
  return (value: unknown): T => {
    if (hasShape(value)) return value;
    const paths = shape.safeParse(value).error?.issues.map((issue) => issue.path.join('.') || 'the item itself');
    throw new Error(`The table holds a ${kind} that cannot be read: ${paths?.join(', ')}`);
  };
};

const packed = makeReader<{ readonly bytes: Uint8Array }>(
  'compressed body',
  z.looseObject({ bytes: z.instanceof(Uint8Array) }),
);
export const bytesOf = (item: unknown): Uint8Array => packed(item).bytes;
