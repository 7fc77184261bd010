import type * as z from 'zod/mini';
import { CHECKED } from './checked.ts';

const read: (readonly [json: unknown, table: unknown])[] = [];

/** Tables read so far, each with the JSON it was read from: a build ships them as they were read. */
export const tablesRead = (): readonly (readonly [json: unknown, table: unknown])[] => read;

/** Checks the content of a table's file, unless a build has. @throws ZodError */
export const readTable = <T>(schema: z.ZodMiniType<T>, json: unknown): T => {
  if (CHECKED) return json as T;
  const table = schema.parse(json);
  read.push([json, table]);
  return table;
};
