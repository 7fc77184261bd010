import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFunctions } from '../../infra/cli/build/bundle-functions.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';

/** Starts the bundle that is deployed, answers one call, and says how long the process had lived by then. */
const script = (entry: string): string => `
  import { readFileSync } from 'node:fs';
  const { handler } = await import(${JSON.stringify(entry)});
  const event = JSON.parse(readFileSync(0, 'utf8'));
  const { statusCode } = await handler(event, { getRemainingTimeInMillis: () => 10_000 });
  if (statusCode !== 200) throw new Error('order-sign answered ' + statusCode);
  process.stdout.write(String(performance.now()));
  process.exit(0);
`;

const eventOf = (body: string) => ({
  resource: ROUTES.find(({ handler }) => handler === 'invoke')?.path,
  path: '/cds-services/order-sign-crd',
  httpMethod: 'POST',
  headers: { 'content-type': 'application/json' },
  multiValueHeaders: { 'content-type': ['application/json'] },
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: { id: 'order-sign-crd' },
  stageVariables: null,
  body,
  isBase64Encoded: false,
  requestContext: { requestId: 'cold' },
});

/**
 * Milliseconds from the start of Node to the answer of order-sign, each in a process of its own; what a cloud adds
 * before Node starts is not in it. The table must be where the environment says.
 */
export const coldStarts = async (bodies: readonly string[]): Promise<readonly number[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'cold-'));
  await bundleFunctions(folder);
  const start = join(folder, 'start.mjs');
  writeFileSync(start, script(pathToFileURL(join(folder, 'cds-hooks', 'index.mjs')).href));
  const startOnce = (body: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [start], { stdio: ['pipe', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (text) => {
        said += text;
      });
      child.on('error', reject);
      child.on('close', (code) => (code === 0 ? resolve(Number(said)) : reject(new Error(`cold start ended ${code}`))));
      child.stdin.end(JSON.stringify(eventOf(body)));
    });
  const times: number[] = [];
  for (const body of bodies) times.push(await startOnce(body));
  rmSync(folder, { recursive: true });
  return times;
};
