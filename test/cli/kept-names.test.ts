import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upcomingOrder } from '../support/orders.ts';
import { ROOT_FOLDER, runCommand } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const PATIENCE_MS = 90_000;
let folder = '';
let service: ServiceProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stresspass-kept-'));
  service = await startProcess({ DATA_DIR: join(folder, 'data') });
}, PATIENCE_MS);
afterAll(async () => {
  await service.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(ROOT_FOLDER, 'package.json'), 'utf8'),
).scripts;
const tried = new Set<string>();

/** `npm -s run <script> -- <words>`, as release 0.1.0 documents it; once npm has run a script, only what it runs. */
const npm = async (script: string, ...words: readonly string[]): Promise<{ code: number; said: string }> => {
  const environment = { DATA_DIR: join(folder, 'data') };
  if (tried.has(script)) {
    const [, , ...command] = SCRIPTS[script]!.split(' ');
    const { code, said } = await runCommand([...command, ...words], environment);
    return { code, said };
  }
  tried.add(script);
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment };
    execFile('npm', ['-s', 'run', script, '--', ...words], { cwd: ROOT_FOLDER, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
};
const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

/** What each said in release 0.1.0 to the same words, recorded then; `selfApproval` of the demo tenant was added since. */
test(
  'members, tenants and clients',
  async () => {
    const roster = await write('members.csv', 'payer,memberId,start\nmedicaid,M-4,2026-01-01\n');
    expect(await npm('members', 'import', roster, '--tenant', 'sandbox')).toEqual({
      code: 0,
      said: '1 members of tenant sandbox loaded.\n',
    });
    expect(await npm('tenants', 'show', 'demo')).toEqual({
      code: 0,
      said: `{
  "id": "demo",
  "timeZone": "America/New_York",
  "confirmationRequired": false,
  "rosterComplete": [],
  "sources": [
    {
      "id": "demo-ehr",
      "name": "EHR of the demo hospital"
    }
  ],
  "selfApproval": true
}
`,
    });
    expect(await npm('tenants', 'show', 'nobody')).toEqual({ code: 1, said: 'There is no tenant nobody.\n' });
    expect(await npm('tenants', 'put', 'docs/examples/tenant.json')).toEqual({
      code: 0,
      said: 'Tenant demo has 1 sources. A service that runs sees it within a minute.\n',
    });
    expect(await npm('clients', 'remove', 'nobody')).toEqual({ code: 1, said: 'There is no smart client nobody.\n' });
    expect(await npm('clients', 'remove', 'demo-reader')).toEqual({
      code: 0,
      said: 'Client demo-reader is gone; tokens it has end within five minutes. A service that runs sees it within a minute.\n',
    });
    const { said } = await npm('clients', 'show', 'demo');
    expect(JSON.parse(said).map(({ id }: { id: string }) => id)).toEqual(['https://demo-ehr.example/fhir', 'demo-app']);
  },
  PATIENCE_MS,
);

test(
  'token, send and codes:import',
  async () => {
    expect(decodeJwt((await npm('token', '--hook', 'discovery')).said.trim())).toMatchObject({
      iss: 'https://demo-ehr.example/fhir',
      aud: `${service.url}/cds-services`,
    });
    const order = await write('order.json', JSON.stringify(upcomingOrder('kept')));
    const sent = await npm('send', order, '--url', service.url);
    expect(sent.code).toBe(0);
    expect(sent.said).toMatch(
      /^Event {4}[\w-]{36} {2}FHIR ServiceRequest from demo-ehr\nState {4}information-needed\nAdvice {3}pa-pend-info\nAnswer {3}.+\nStatus {3}curl -s '.+authorization-status\?source=demo-ehr'\n$/,
    );
    expect(await npm('codes:import', 'ptp', join(folder, 'none'))).toEqual({
      code: 1,
      said: `There is no file ${join(folder, 'none')}.\n`,
    });
  },
  PATIENCE_MS,
);
