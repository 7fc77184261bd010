import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { readDeployment } from '../../../infra/settings.ts';
import { readConfig } from '../../../shared/lambda/config.ts';
import { readText } from '../../docs/pages.ts';
import { variableNames } from '../../docs/stack-tables.ts';
import { runCommand } from '../../support/run-command.ts';
import { ofType, synthesize } from './synthesize.ts';

/** Values a setting may not have; each setting of the deployment needs some. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  sources: ['two words', 'ehr=12345', 'ehr=1234567890123', 'a/b'],
  architecture: ['ARM64', 'mips'],
  firewall: ['true', 'maybe'],
  logRetentionDays: ['12', 'forever', '-1', '9999'],
  logLevel: ['verbose', 'INFO'],
  alarmEmail: ['on-call', 'a@b', 'a@b.example, c@d.example'],
  publicUrl: ['clinic.example', 'http://clinic.example', 'https://clinic.example/', 'https://clinic.example?x=1'],
  canonicalBase: ['fhir', 'https://clinic.example/fhir/'],
  rulePacks: ['true', 'maybe'],
  desk: ['true', 'maybe'],
  ehrOrigins: ['ehr.example', 'https://ehr.example/fhir'],
  signIn: ['okta', '[]', '{'],
  trustedIssuers: ['https://issuer.example', '{}', '[]', '["x"]'],
};
const [, fields = ''] = /interface DeploymentSettings \{([\s\S]*?)\n\}/.exec(readText('infra/settings.ts')) ?? [];
const names = [...fields.matchAll(/^ {2}readonly (\w+)\??: /gm)].map(([, name = '']) => name);

describe('settings of a deployment are checked at synth', () => {
  test.each(names)('%s', (name) => {
    expect(WRONG[name]?.length ?? 0).toBeGreaterThan(0);
    for (const value of WRONG[name] ?? [])
      expect(() => readDeployment(new App({ context: { [name]: value } }).node), value).toThrow(`Context "${name}"`);
  });

  test('right ones are taken', () => {
    const context = {
      ...{ sources: 'north,south=123456789012', logLevel: 'debug', alarmEmail: 'on-call@clinic.example' },
      ...{ publicUrl: 'https://clinic.example/stresspass', trustedIssuers: '[{"issuer":"https://issuer.example"}]' },
    };
    expect(readDeployment(new App({ context }).node)).toMatchObject({
      logLevel: 'debug',
      publicUrl: context.publicUrl,
    });
  });
});

describe('the environment of the functions', () => {
  const { resources } = synthesize({ logLevel: 'debug' });
  const functions = Object.entries(ofType(resources, 'AWS::Lambda::Function'));
  const LAMBDA_SETS = ['AWS_REGION', 'AWS_LAMBDA_FUNCTION_NAME'];

  test.each(functions)(
    '%s declares every variable of the schema, with values the service accepts',
    (_, { Properties }) => {
      const { Variables } = Properties.Environment as { readonly Variables: Readonly<Record<string, unknown>> };
      const declared = [...Object.keys(Variables), ...LAMBDA_SETS];
      expect(variableNames().filter((name) => !declared.includes(name))).toEqual([]);
      const texts = Object.entries(Variables).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : 'of-aws',
      ]);
      const environment = { ...Object.fromEntries(texts), AWS_LAMBDA_FUNCTION_NAME: 'f' };
      expect(readConfig(environment)).toMatchObject({ AUTH: 'required', LOG_LEVEL: 'debug' });
    },
  );

  test.each(variableNames())('%s: a value that cannot be right is refused by its name, or any text is', (name) => {
    const right = { TABLE_NAME: 't', QUEUE_URL: 'q', HASH_SECRET: 's' };
    const missing = name in right ? { ...right, [name]: '' } : undefined;
    if (missing) expect(() => readConfig(missing)).toThrow(name);
    const strict = { AUTH: 'maybe', LOG_LEVEL: 'loud', AUDIT_YEARS: '0', OPEN_TENANTS: 'a,b' }[name];
    if (strict) expect(() => readConfig({ ...right, [name]: strict })).toThrow(name);
    if (!missing && !strict) expect(() => readConfig({ ...right, [name]: 'any text' })).not.toThrow();
  });
});

describe('the outputs of the stack', () => {
  const { template } = synthesize();
  const outputs = Object.keys(template.toJSON().Outputs as object);
  const folder = mkdtempSync(join(tmpdir(), 'stresspass-outputs-'));
  const write = (name: string, value: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const values = Object.fromEntries(outputs.map((name) => [name, `value of ${name}, it's $HOME`]));

  test.each([
    ['cdk deploy --outputs-file', { Stresspass: values }],
    [
      'aws cloudformation describe-stacks',
      {
        Stacks: [
          {
            StackName: 'Stresspass',
            Outputs: Object.entries(values).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
          },
        ],
      },
    ],
  ])('as %s writes them make an environment the commands and the service accept', async (_way, content) => {
    const { code, stdout } = await runCommand(['admin', 'environment', write('outputs.json', content)]);
    expect(code).toBe(0);
    const file = join(folder, 'stresspass.env');
    writeFileSync(file, stdout);
    const read = execFileSync('sh', ['-c', `set -a; . ${file}; env`], { encoding: 'utf8', env: {} });
    const environment = Object.fromEntries(read.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
    expect(environment.DEAD_LETTER_URL).toBe("value of DeadLetterUrl, it's $HOME");
    const config = readConfig({ ...environment, AUDIT_STORE: 's3://vault' });
    expect(config).toMatchObject({
      TABLE_NAME: values.TableName,
      QUEUE_URL: values.QueueUrl,
      AWS_REGION: values.AwsRegion,
    });
    expect(environment.UNDELIVERED_URL).toBe(values.UndeliveredUrl);
  });

  test('a missing one is named, and so is another stack', async () => {
    const { QueueUrl: _, ...others } = values;
    const less = await runCommand(['admin', 'environment', write('less.json', { Stresspass: others })]);
    expect([less.code, less.said]).toEqual([1, expect.stringContaining('no output QueueUrl')]);
    const other = await runCommand(['admin', 'environment', write('other.json', { Other: values })]);
    expect(other.said).toContain('holds no outputs of a stack Stresspass');
    rmSync(folder, { recursive: true, force: true });
  });
});
