import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ROOT } from './entry-folders.ts';

const SPECIFIER = /(from '|import\(")(\.[^'"]+)\.ts(['"])/g;

/** Types a reader of the index can reach; what only the code uses stays out of the package. */
const reachable = (types: string, file: string, found = new Map<string, string>()): ReadonlyMap<string, string> => {
  if (found.has(file)) return found;
  const text = readFileSync(join(types, file.replace(/\.ts$/, '.d.ts')), 'utf8');
  found.set(file, text);
  for (const [, , path = ''] of text.matchAll(SPECIFIER))
    reachable(types, posix.join(posix.dirname(file), `${path}.ts`), found);
  return found;
};

/** `@stresspass/client` as it is packed: one module without imports, and its types. @returns bytes of the module */
export const buildClient = async (out: string): Promise<number> => {
  rmSync(out, { recursive: true, force: true });
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(ROOT),
    entryPoints: ['client/index.ts'],
    bundle: true,
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  });
  const [module] = outputFiles;
  const types = mkdtempSync(join(tmpdir(), 'stresspass-types-'));
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', ROOT));
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', fileURLToPath(new URL('client', ROOT)), '--outDir', types],
    { encoding: 'utf8' },
  );
  if (status !== 0 || !module) throw new Error(`The client's types do not compile.\n${stdout}`);
  const written = [...reachable(types, 'index.ts')].map(
    ([file, text]) => [file.replace(/\.ts$/, '.d.ts'), text.replace(SPECIFIER, '$1$2.js$3')] as const,
  );
  for (const [file, text] of [['index.js', module.text] as const, ...written]) {
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), text);
  }
  rmSync(types, { recursive: true, force: true });
  return module.contents.length;
};
