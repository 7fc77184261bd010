import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type OutputFile } from 'esbuild';

const ROOT = new URL('../../../', import.meta.url);
const ENTRY = 'web/main.tsx';
const ICON = 'web/icon.svg';

/** One file of the page as it is served. */
export interface PageFile {
  /** Path of its URL. */
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** Its name holds a digest of its content, so that a browser may keep it for ever. */
  readonly named: boolean;
}

export interface Page {
  readonly files: readonly PageFile[];
  /** What the first view loads besides the document: script, styles, and the chunks the script imports at once. */
  readonly first: readonly string[];
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const typeOf = (path: string): string => TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

/** Chunks a file imports before it runs, itself first. */
const importedAtOnce = (outputs: Metafile['outputs'], name: string): readonly string[] => {
  const found = new Set<string>();
  const visit = (one: string): void => {
    if (found.has(one)) return;
    found.add(one);
    for (const { path, kind } of outputs[one]?.imports ?? []) if (kind === 'import-statement') visit(path);
  };
  visit(name);
  return [...found];
};

const tagOf = (path: string, isEntry: boolean): string => {
  if (path.endsWith('.svg')) return `<link rel="icon" type="image/svg+xml" href="/${path}">`;
  if (path.endsWith('.css')) return `<link rel="stylesheet" href="/${path}">`;
  return isEntry ? `<script type="module" src="/${path}"></script>` : `<link rel="modulepreload" href="/${path}">`;
};

/** Marks the document's own content, which no name can. */
export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/** Bundles `web/` in memory: minified, each name with a digest, the views behind the first one in chunks of their own. */
export const bundlePage = async (): Promise<Page> => {
  const { metafile, outputFiles } = await build({
    absWorkingDir: fileURLToPath(ROOT),
    entryPoints: [ENTRY, ICON],
    loader: { '.svg': 'copy' },
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[hash]',
    outdir: '.',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const { outputs } = metafile;
  const [main] = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === ENTRY);
  const { cssBundle } = outputs[main ?? ''] ?? {};
  if (!main || !cssBundle) throw new Error('The page was bundled without a script or without styles.');
  const chunks = importedAtOnce(outputs, main);
  const first = [cssBundle, ...chunks];
  const template = await readFile(new URL('web/index.html', ROOT), 'utf8');
  const icon = Object.keys(outputs).find((name) => name.endsWith('.svg')) ?? '';
  const tags = [...first, icon].map((path) => tagOf(path, path === main)).join('\n    ');
  const document = Buffer.from(template.replace('<!-- assets -->', tags));
  const nameOf = ({ path }: OutputFile): string =>
    Object.keys(outputs).find((name) => path.replaceAll('\\', '/').endsWith(`/${name}`)) ?? '';
  return {
    files: [
      { path: '/index.html', type: 'text/html; charset=utf-8', bytes: document, named: false },
      ...outputFiles.map((file) => {
        const path = `/${nameOf(file)}`;
        return { path, type: typeOf(path), bytes: Buffer.from(file.contents), named: true };
      }),
    ],
    first: first.map((path) => `/${path}`),
  };
};
