import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { ROOT } from './entry-folders.ts';

/** Defines `require` for packages that still call it, since ES modules have none. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** One self-contained ES module for the Lambda runtime: SDK inside, minified, source map beside it and not named in it. */
export const bundleSettings = {
  absWorkingDir: fileURLToPath(ROOT),
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: { js: REQUIRE },
  alias: {
    '@aws-sdk/credential-provider-node': fileURLToPath(new URL('./lambda-credentials.ts', import.meta.url)),
    '@aws-sdk/endpoint-cache': fileURLToPath(new URL('./no-endpoint-cache.ts', import.meta.url)),
  },
  minify: true,
  sourcemap: 'external',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;
