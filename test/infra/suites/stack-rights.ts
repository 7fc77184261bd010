import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tableAccess } from '../../../infra/constructs/table-access.ts';
import { ROUTES } from '../../../shared/http/routes/index.ts';
import { ofType, pointsAt, synthesize } from './synthesize.ts';

const { resources } = synthesize();
const FUNCTIONS = [
  'Auth',
  'FhirApi',
  'OrderReceiver',
  'OrderNotifier',
  'OrderConsumer',
  'IntentRelay',
  'DeadlineSweep',
  'RulesSweep',
];

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}
const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** Every statement of the policies of a function's role. */
const rightsOf = (name: string): readonly Statement[] =>
  Object.values(ofType(resources, 'AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(`"${name}Role`))
    .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement);
const actionsOf = (name: string, service: string): readonly string[] =>
  rightsOf(name)
    .flatMap(({ Action }) => listOf(Action))
    .filter((action) => action.startsWith(`${service}:`))
    .sort();

/** What the stores send, read from their sources; the scan repairs indexes of the embedded engine only. */
const sentCommands = (): readonly string[] => {
  const folder = new URL('../../../shared/adapters/dynamodb/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const text = files.map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const NAMES: Record<string, string> = {
    Query: 'Query',
    Scan: 'Scan',
    BatchGet: 'BatchGetItem',
    BatchWrite: 'BatchWriteItem',
  };
  const found = text.join('\n').matchAll(/new (\w+)Command\(/g);
  const actions = [...found].map(([, verb = '']) => `dynamodb:${NAMES[verb] ?? `${verb}Item`}`);
  return [...new Set(actions)].filter((action) => action !== 'dynamodb:Scan').sort();
};

describe('rights', () => {
  test.each(FUNCTIONS)('%s may use everything it needs and a wildcard only to trace', (name) => {
    expect(rightsOf(name).length).toBeGreaterThan(3);
    const everywhere = rightsOf(name).filter(({ Resource }) => listOf(Resource).includes('*'));
    expect(everywhere.flatMap(({ Action }) => listOf(Action)).sort()).toEqual([
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
    const wild = rightsOf(name)
      .flatMap(({ Action }) => listOf(Action))
      .filter((action) => action.includes('*'));
    expect([...new Set(wild)].filter((action) => !action.startsWith('kms:'))).toEqual([]);
  });

  test.each(FUNCTIONS)('%s reaches the table with the commands the stores send, and the key with it', (name) => {
    expect(actionsOf(name, 'dynamodb')).toEqual(sentCommands());
    expect(actionsOf(name, 'kms')).toEqual(expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey*']));
  });

  test('the access of a function is the strongest any of its routes needs', () => {
    const route = ROUTES[0]!;
    const needing = (...tables: readonly ('none' | 'read' | 'write')[]) =>
      tableAccess(
        tables.map((table) => ({ ...route, table })),
        route.function,
      );
    expect(needing('none', 'read', 'none')).toBe('read');
    expect(needing('read', 'write', 'none')).toBe('write');
    expect(needing('none')).toBe('none');
    expect(tableAccess([], 'fhir-api')).toBe('none');
  });

  test('only what takes orders in fills the queue, only the consumer empties it, only the relay speaks on the bus', () => {
    const may = (action: string, target: string) =>
      FUNCTIONS.filter((name) =>
        rightsOf(name).some(
          ({ Action, Resource }) =>
            listOf(Action).includes(action) && listOf(Resource).some((one) => pointsAt(one)?.startsWith(target)),
        ),
      );
    expect(may('sqs:SendMessage', 'OrdersWaiting')).toEqual(['OrderReceiver', 'OrderNotifier', 'OrderConsumer']);
    expect(may('sqs:ReceiveMessage', 'OrdersWaiting')).toEqual(['OrderConsumer']);
    expect(may('sqs:SendMessage', 'OrdersDeadLetters')).toEqual(['OrderConsumer', 'IntentRelay']);
    expect(may('events:PutEvents', 'Bus')).toEqual(['IntentRelay']);
    expect(may('secretsmanager:GetSecretValue', 'HashKey')).toEqual(FUNCTIONS);
    expect(may('secretsmanager:GetSecretValue', 'TokenKey')).toEqual(['Auth', 'FhirApi']);
    const readSources = FUNCTIONS.filter((name) =>
      rightsOf(name).some(({ Resource }) => JSON.stringify(Resource).includes(':secret:stresspass/sources/*')),
    );
    expect(readSources).toEqual(['FhirApi', 'OrderNotifier', 'OrderConsumer', 'IntentRelay']);
  });

  test('no role is one that AWS maintains, except the one API Gateway logs with', () => {
    const roles = Object.entries(ofType(resources, 'AWS::IAM::Role'));
    const withPolicies = roles.filter(([, { Properties }]) => Properties.ManagedPolicyArns !== undefined);
    expect(withPolicies.map(([id]) => id)).toEqual([expect.stringMatching(/^ApiCloudWatchRole/)]);
  });
});
