import { fileURLToPath } from 'node:url';
import { UnusableFile } from '../codes-import/import.ts';
import { importCodes } from '../codes-import/import-codes.ts';
import { isKind } from '../codes-import/kinds.ts';
import { type ExitCode, Refusal, wrongUsage } from '../refusal.ts';
import { today } from '../today.ts';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly extract?: boolean;
  readonly copy?: boolean;
}

const folder = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const importFiles = async (
  kind: string,
  paths: readonly string[],
  { from, to, dryRun = false, extract = false, copy = false }: Options,
): Promise<ExitCode> => {
  const terms = { ...(from ? { from } : {}), ...(to ? { to } : {}), today: today(), dryRun, extract, copy };
  try {
    const says = await importCodes(kind, paths, { codes: folder('rules/codes'), licensed: folder('licensed') }, terms);
    console.log(says.join('\n'));
    return 0;
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    throw isKind(kind) ? new Refusal(error.message) : wrongUsage(error.message);
  }
};
