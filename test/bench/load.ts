import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleSettings } from '../../infra/cli/build/bundle-settings.ts';
import { ROOT } from '../../infra/cli/build/entry-folders.ts';
import { buildBundles } from '../bundles/build-bundles.ts';

const SCRIPT = `
const before = process.cpuUsage();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);
process.exit();
`;

/** Milliseconds of processor time a fresh process takes to import a module; unlike a clock it ignores who else is busy. */
const measureLoad = (file: string): number =>
  Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT, pathToFileURL(file).href], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

/** The yardstick: the SDK's DynamoDB client as it comes, bundled alone. */
const bundleBareClient = async (folder: string): Promise<string> => {
  const { alias: _, ...settings } = bundleSettings;
  const outfile = join(folder, 'bare-client.mjs');
  await build({
    ...settings,
    stdin: {
      contents: "export { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';",
      resolveDir: fileURLToPath(ROOT),
    },
    outfile,
  });
  return outfile;
};

interface LoadFigures {
  /** Milliseconds of processor time, the least of several starts. */
  readonly bare: number;
  readonly functions: Readonly<Record<string, number>>;
}

/** Loads each bundle and the yardstick by turns, so that a busy moment of the machine hits them alike. */
const measureLoads = (bare: string, bundles: Readonly<Record<string, string>>, rounds = 7): LoadFigures => {
  const files = { bare, ...bundles };
  const least = Object.fromEntries(Object.keys(files).map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let round = 0; round < rounds; round++)
    for (const [name, file] of Object.entries(files)) least[name] = Math.min(least[name]!, measureLoad(file));
  const { bare: yardstick = 0, ...functions } = least;
  return { bare: yardstick, functions };
};

/** A line a function: its size and what loading it takes beside the DynamoDB client alone. */
export const loadRows = async (): Promise<readonly string[]> => {
  const built = await buildBundles();
  try {
    const bare = await bundleBareClient(built.folderOf('fhir-api'));
    const files = Object.fromEntries(built.bundles.map(({ name, folder }) => [name, `${folder}/index.mjs`]));
    const { bare: yardstick, functions } = measureLoads(bare, files);
    return built.bundles.map(({ name, codeBytes }) => {
      const milliseconds = functions[name] ?? Number.NaN;
      const share = (milliseconds / yardstick).toFixed(2);
      return `  ${name.padEnd(14)} ${Math.round(codeBytes / 1000)} kB, ${milliseconds.toFixed(0)} ms, ${share} × the DynamoDB client alone`;
    });
  } finally {
    built.remove();
  }
};
