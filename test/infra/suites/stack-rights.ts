import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tableAccess } from '../../../infra/constructs/table-access.ts';
import { keys } from '../../../shared/adapters/dynamodb/table.ts';
import { auditKeys } from '../../../shared/adapters/dynamodb/table-audit.ts';
import { identityKeys } from '../../../shared/adapters/dynamodb/table-identity.ts';
import { WRITTEN_PARTITIONS, type WritingFunction } from '../../../shared/adapters/dynamodb/table-partitions.ts';
import { tenantId } from '../../../shared/app/keys/tenant-id.ts';
import { ROUTES } from '../../../shared/http/routes/index.ts';
import { matchesPattern } from '../../support/own-partitions.ts';
import {
  CERTIFICATES,
  functionNames,
  grantsOf,
  listOf,
  rightsOf,
  SOURCE_SECRETS,
  tableAccessOf,
  usesOf,
  writtenBy,
} from './stack-facts.ts';
import { ofType, synthesize } from './synthesize.ts';

const { resources } = synthesize();
const FUNCTIONS = functionNames(resources);
const actionsOf = (name: string, service: string): readonly string[] =>
  [...new Set(rightsOf(resources, name).flatMap(({ Action }) => listOf(Action)))]
    .filter((action) => action.startsWith(`${service}:`))
    .sort();

/** What each function may use of the stack. A function missing here, or no longer in the stack, fails. */
const USES: Readonly<Record<string, Partial<ReturnType<typeof usesOf>>>> = {
  Audit: { table: 'write', secrets: ['HashKey', 'TokenKey'] },
  Auth: { table: 'write', secrets: ['HashKey', 'TokenKey'] },
  FhirApi: { table: 'write', secrets: ['HashKey', 'TokenKey', SOURCE_SECRETS, CERTIFICATES], keeps: ['Documents'] },
  RulePacks: { table: 'write', secrets: ['HashKey', 'TokenKey'], sends: ['OrdersWaiting'] },
  Pas: { table: 'write', secrets: ['HashKey', 'TokenKey'], keeps: ['Documents'] },
  CdsHooks: { table: 'write', secrets: ['HashKey', SOURCE_SECRETS, CERTIFICATES], sends: ['OrdersWaiting'] },
  OrderReceiver: { table: 'write', secrets: ['HashKey'], sends: ['OrdersWaiting', 'OrdersUndelivered'] },
  OrderNotifier: { table: 'write', secrets: ['HashKey', SOURCE_SECRETS], sends: ['OrdersWaiting'] },
  OrderConsumer: {
    table: 'write',
    secrets: ['HashKey', SOURCE_SECRETS, CERTIFICATES],
    sends: ['OrdersWaiting', 'OrdersDeadLetters'],
    receives: ['OrdersWaiting'],
  },
  IntentRelay: {
    table: 'write',
    secrets: ['HashKey', SOURCE_SECRETS, CERTIFICATES],
    sends: ['OrdersDeadLetters'],
    publishes: ['Bus'],
    keeps: ['Documents'],
  },
  DeadlineSweep: { table: 'write', secrets: ['HashKey', SOURCE_SECRETS, CERTIFICATES] },
  RulesSweep: { table: 'write', secrets: ['HashKey'] },
  SealAudit: { table: 'read', secrets: ['HashKey'], seals: ['AuditVault'] },
};
const NOTHING = { table: 'none', secrets: [], sends: [], receives: [], publishes: [], seals: [], keeps: [] } as const;

/** The commands the stores send, read from their sources; the scan is that of a rotation, which no function runs. */
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

describe('permissions', () => {
  test.each(FUNCTIONS)('%s may use what it needs, and a wildcard only for tracing', (name) => {
    const rights = rightsOf(resources, name);
    expect(rights.length).toBeGreaterThan(3);
    const everywhere = rights.filter(({ Resource }) => listOf(Resource).includes('*'));
    expect(everywhere.flatMap(({ Action }) => listOf(Action)).sort()).toEqual([
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
    const wild = rights.flatMap(({ Action }) => listOf(Action)).filter((action) => action.includes('*'));
    expect([...new Set(wild)].filter((action) => !action.startsWith('kms:'))).toEqual([]);
  });

  test.each(FUNCTIONS)('%s may send the table the commands of the stores, and use its key', (name) => {
    const isRead = (action: string) => /:(Query|(Batch)?Get)/.test(action);
    const writes = tableAccessOf(resources, name) === 'write';
    const marks = name === 'SealAudit' ? ['dynamodb:UpdateItem'] : [];
    const may = (action: string) => writes || isRead(action) || marks.includes(action);
    expect(actionsOf(name, 'dynamodb')).toEqual(sentCommands().filter(may));
    const keyed = writes ? ['kms:Decrypt', 'kms:GenerateDataKey*'] : ['kms:Decrypt'];
    expect(actionsOf(name, 'kms')).toEqual(expect.arrayContaining(keyed));
  });

  test.each(FUNCTIONS)('%s may write its own partitions only, and none that say who may call', (name) => {
    const written = writtenBy(resources, name);
    expect(written).toEqual(WRITTEN_PARTITIONS[name as WritingFunction]);
    const tenant = tenantId('clinic');
    const registrations = [
      keys.settings(tenant),
      keys.tenant(tenant),
      keys.source('ehr'),
      keys.member(tenant, 'payer', '1', 'hash'),
      identityKeys.client('smart', 'app'),
      identityKeys.clientOf({ tenant, use: 'smart', id: 'app' }),
    ].map(({ pk }) => pk);
    for (const pattern of written ?? []) expect(registrations.filter((pk) => matchesPattern(pattern, pk))).toEqual([]);
    const sealing = matchesPattern(WRITTEN_PARTITIONS.SealAudit[0] ?? '', auditKeys.sealed(tenant).pk);
    expect(sealing).toBe(true);
  });

  test('the access of a function is the highest any of its routes needs', () => {
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

  test('every function of the template has its row, and no other', () => {
    expect([...FUNCTIONS].sort()).toEqual(Object.keys(USES).sort());
  });

  test.each(FUNCTIONS)('%s: table, secrets, queues, bus and bucket, and nothing else of the stack', (name) => {
    const sorted = (uses: Readonly<Record<string, string | readonly string[]>>) =>
      Object.fromEntries(Object.entries(uses).map(([key, value]) => [key, [...listOf(value)].sort()]));
    expect(sorted(usesOf(resources, name))).toEqual(sorted({ ...NOTHING, ...USES[name] }));
    const services = [...grantsOf(resources, name)].map((grant) => grant.split(':')[0] ?? '');
    const known = ['dynamodb', 'events', 'kms', 'logs', 's3', 'secretsmanager', 'sqs', 'xray'];
    expect(services.filter((service) => !known.includes(service))).toEqual([]);
  });

  test('no role has an AWS managed policy, except the one API Gateway logs with', () => {
    const roles = Object.entries(ofType(resources, 'AWS::IAM::Role'));
    const withPolicies = roles.filter(([, { Properties }]) => Properties.ManagedPolicyArns !== undefined);
    expect(withPolicies.map(([id]) => id)).toEqual([expect.stringMatching(/^ApiCloudWatchRole/)]);
  });
});
