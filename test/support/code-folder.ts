import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { importCodes } from '../../infra/cli/codes-import/import-codes.ts';

const CODES = fileURLToPath(new URL('../../rules/codes', import.meta.url));

/** A copy of the code tables that imports may change. */
export interface CodeFolder {
  /** Writes a made file and imports it; options as at the command line. */
  readonly importText: (kind: string, name: string, text: string, options?: Options) => Promise<readonly string[]>;
  readonly importFile: (kind: string, path: string, options?: Options) => Promise<readonly string[]>;
  readonly table: (name: string) => unknown;
  readonly text: (name: string) => string;
  /** Changes a table before the import. */
  readonly put: (name: string, table: unknown) => void;
  readonly licensed: (name: string) => unknown;
}
interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly extract?: boolean;
  readonly copy?: boolean;
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

export const openCodeFolder = (): CodeFolder => {
  const root = mkdtempSync(join(tmpdir(), 'codes-'));
  folders.push(root);
  for (const name of readdirSync(CODES).filter((one) => one.endsWith('.json')))
    copyFileSync(join(CODES, name), join(root, name));
  const licensed = join(root, 'licensed');
  const text = (name: string) => readFileSync(join(root, name), 'utf8');
  const importFile: CodeFolder['importFile'] = (kind, path, options = {}) =>
    importCodes(kind, [path], { codes: root, licensed }, { ...options, today: '2026-11-25' });
  return {
    importFile,
    importText: (kind, name, content, options) => {
      writeFileSync(join(root, name), content);
      return importFile(kind, join(root, name), options);
    },
    text,
    table: (name) => JSON.parse(text(name)),
    put: (name, table) => writeFileSync(join(root, name), JSON.stringify(table)),
    licensed: (name) => JSON.parse(readFileSync(join(licensed, name), 'utf8')),
  };
};

/** What a refused import complains about. */
export const problemsOf = async (refused: Promise<unknown>): Promise<readonly string[]> => {
  const error: unknown = await refused.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error && 'problems' in error) return error.problems as readonly string[];
  throw new Error(`Expected a refusal, found ${String(error)}`);
};
