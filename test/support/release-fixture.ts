import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type AttributeValue, BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { ensureTable } from '../../infra/local/dynamodb.ts';
import { LOCAL_TABLE } from '../../infra/local/environment.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';

/** What the release of that day left behind; its README says what each file holds. */
const FOLDER = new URL('../fixtures/release-2026-11-25/', import.meta.url);
/** Preload that puts the clock of a process at `CLOCK_AT`. */
export const CLOCK = new URL('clock.mjs', FOLDER).href;

export type Row = Readonly<Record<string, AttributeValue>>;

/** Put in for the two names that stand in the files. */
export interface Places {
  /** Origin of the EHR. */
  readonly ehr: string;
  /** The data folder. */
  readonly folder: string;
}
export const NOWHERE: Places = { ehr: 'http://127.0.0.1:9', folder: '/nowhere' };

const at = (name: string): string => fileURLToPath(new URL(name, FOLDER));
const show = (text: string, { ehr, folder }: Places): string =>
  text.replaceAll('{ehr}', ehr).replaceAll('{folder}', folder);
const linesOf = (text: string, places: Places): readonly string[] => show(text, places).trimEnd().split('\n');

/** The values of one of its JSON or JSON-lines files. */
export const readFixture = async (name: string, places = NOWHERE) => {
  const text = await readFile(at(name), 'utf8');
  return name.endsWith('.json') ? [JSON.parse(text)] : linesOf(text, places).map((line) => JSON.parse(line));
};

const bytes = z.strictObject({ B: z.string() });
/** Base64 becomes bytes again. */
const revive = (_name: string, value: unknown): unknown => {
  const read = bytes.safeParse(value);
  return read.success ? { B: Buffer.from(read.data.B, 'base64') } : value;
};

export const readRows = async (places = NOWHERE): Promise<readonly Row[]> => {
  const text = gunzipSync(await readFile(at('table.jsonl.gz'))).toString('utf8');
  return linesOf(text, places).map((line) => JSON.parse(line, revive));
};

/** A data folder of one's own with all but the table in it. */
export const copyDataFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'stresspass-release-'));
  await cp(at('data-folder'), folder, { recursive: true });
  return folder;
};

/** Makes the local table and puts the rows into it. */
export const fillTable = async (client: DynamoDBClient, rows: readonly Row[]): Promise<void> => {
  await ensureTable(client, tableDefinition(LOCAL_TABLE));
  for (let start = 0; start < rows.length; start += 25) {
    const puts = rows.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [LOCAL_TABLE]: puts } }));
  }
};
