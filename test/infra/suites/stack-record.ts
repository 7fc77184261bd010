import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { tableDefinition } from '../../../shared/adapters/dynamodb/table-definition.ts';
import { functionNames } from './stack-facts.ts';
import { ofType, synthesize } from './synthesize.ts';

const { template, resources } = synthesize({ alarmEmail: 'on-call@clinic.example' });
const functions = Object.entries(ofType(resources, 'AWS::Lambda::Function'));
const isKey = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] };

describe('data at rest', () => {
  test('the table is the one the stores are tested with', () => {
    const [table] = Object.values(ofType(resources, 'AWS::DynamoDB::Table'));
    const { TableName: _, AttributeDefinitions, ...definition } = tableDefinition('any');
    expect(table?.Properties).toMatchObject(definition);
    expect(table?.Properties.AttributeDefinitions).toEqual(expect.arrayContaining([...AttributeDefinitions]));
  });

  test('the table is protected against mistakes', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: isKey },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });

  test('the key rotates and is kept, as is the secret of the keyed hash', () => {
    template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
    template.hasResource('AWS::SecretsManager::Secret', { DeletionPolicy: 'Retain', Properties: { KmsKeyId: isKey } });
  });

  test('every log is encrypted, kept a year, and retained when the stack is deleted', () => {
    const logs = Object.entries(ofType(resources, 'AWS::Logs::LogGroup'));
    expect(logs.length).toBeGreaterThan(functions.length);
    for (const [id, { Properties, DeletionPolicy }] of logs) {
      expect(Properties.RetentionInDays, id).toBe(365);
      expect(JSON.stringify(Properties.KmsKeyId), id).toContain('Key');
      expect(DeletionPolicy, id).toBe('Retain');
    }
    expect(ofType(synthesize({ logRetentionDays: 90 }).resources, 'AWS::Logs::LogGroup')).toEqual(
      expect.objectContaining(
        Object.fromEntries(
          logs.map(([id]) => [
            id,
            expect.objectContaining({ Properties: expect.objectContaining({ RetentionInDays: 90 }) }),
          ]),
        ),
      ),
    );
  });
});

describe('functions', () => {
  /** Setting names in the schema of the one file that reads the environment. */
  const variables = [
    ...readFileSync(new URL('../../../shared/lambda/config.ts', import.meta.url), 'utf8').matchAll(
      /^ {2}([A-Z][A-Z_]+): /gm,
    ),
  ].map(([, name]) => name ?? '');
  const GIVEN_BY_LAMBDA = ['AWS_REGION', 'AWS_LAMBDA_FUNCTION_NAME'];

  test.each(functions)(
    '%s runs the newest Node on ARM and has every variable the runtime reads',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      expect(Object.keys(Variables).sort()).toEqual(variables.filter((name) => !GIVEN_BY_LAMBDA.includes(name)).sort());
      expect(Variables.AUTH).toBe('required');
      expect(Variables.HASH_SECRET).toEqual({ Ref: expect.stringMatching(/^HashKey/) });
    },
  );

  test('answers before the gateway times out', () => {
    const api = functions.find(([id]) => id.startsWith('FhirApi'));
    expect(api?.[1].Properties.Timeout).toBeLessThan(29);
  });

  test('the architecture is configurable', () => {
    const built = ofType(synthesize({ architecture: 'x86_64' }).resources, 'AWS::Lambda::Function');
    expect(Object.values(built).map(({ Properties }) => Properties.Architectures)).toEqual(
      functions.map(() => ['x86_64']),
    );
  });
});

describe('monitoring', () => {
  test('every alarm has an action; every function, dead-letter queue and a silent relay has an alarm', () => {
    const alarms = Object.entries(ofType(resources, 'AWS::CloudWatch::Alarm'));
    for (const [id, { Properties }] of alarms) expect(Properties.AlarmActions, id).toHaveLength(1);
    const ids = alarms.map(([id]) => id).join(' ');
    for (const name of functionNames(resources)) {
      expect(ids).toContain(`Watch${name}Errors`);
      expect(ids).toContain(`Watch${name}Throttles`);
    }
    for (const name of ['DeadLetters', 'Undelivered', 'OldestOrder', 'RelaySilent', 'ServerErrors', 'SlowAnswers'])
      expect(ids).toContain(`Watch${name}`);
    template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'on-call@clinic.example', Protocol: 'email' });
  });

  test('there is one dashboard', () => {
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  });
});

test.each([
  [{ architecture: 'mips' }, /architecture/],
  [{ firewall: 'maybe' }, /firewall/],
  [{ sources: 'a=12' }, /sources/],
  [{ sources: 'has space' }, /sources/],
  [{ logRetentionDays: 100 }, /logRetentionDays/],
  [{ logRetentionDays: 9999 }, /logRetentionDays/],
])('the context %o is refused', (context, problem) => {
  expect(() => synthesize(context)).toThrow(problem);
});
