import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { auditKeys } from '../../../shared/adapters/dynamodb/table-audit.ts';
import { AUDIT_PARTITIONS, WRITTEN_PARTITIONS } from '../../../shared/adapters/dynamodb/table-partitions.ts';
import { tenantId } from '../../../shared/app/keys/tenant-id.ts';
import { ofType, synthesize } from './synthesize.ts';

const { template, resources } = synthesize();

interface Statement {
  readonly Action: string | readonly string[];
  readonly Effect: string;
  readonly Condition?: object;
}
const statementsOf = (document: unknown): readonly Statement[] =>
  (document as { readonly Statement: readonly Statement[] }).Statement;
const policies = Object.entries(ofType(resources, 'AWS::IAM::Policy')).map(([id, { Properties }]) => ({
  id,
  actions: statementsOf(Properties.PolicyDocument).flatMap(({ Action }) => Action),
}));

describe('the audit vault', () => {
  const vault = Object.entries(ofType(resources, 'AWS::S3::Bucket')).find(([id]) => id.startsWith('AuditVault'))?.[1];

  test('is locked, versioned, under the customer key, closed to the public, and kept when the stack is deleted', () => {
    expect(vault).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        ObjectLockEnabled: true,
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
    expect(JSON.stringify(vault?.Properties.BucketEncryption)).toContain('"SSEAlgorithm":"aws:kms"');
  });

  test('only the sealer writes it, and no role may delete or unlock anything', () => {
    const onObjects = policies.filter(({ actions }) => actions.some((action) => action.startsWith('s3:')));
    expect(onObjects.map(({ id }) => id).sort()).toEqual([
      expect.stringMatching(/^FhirApi/),
      expect.stringMatching(/^IntentRelay/),
      expect.stringMatching(/^Pas/),
      expect.stringMatching(/^SealAudit/),
    ]);
    const sorted = onObjects.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const sealer = sorted.at(-1);
    // Its rights are on the bucket of documents alone (rights of each function).
    for (const { actions } of sorted.slice(0, -1))
      expect(actions.filter((action) => action.startsWith('s3:')).sort()).toEqual(['s3:GetObject', 's3:PutObject']);
    const actions = [sealer]
      .flatMap((one) => one ?? [])
      .flatMap((one) => one.actions)
      .filter((action) => action.startsWith('s3:'));
    expect(actions.sort()).toEqual([
      's3:GetObjectVersion',
      's3:ListBucketVersions',
      's3:PutObject',
      's3:PutObjectRetention',
    ]);
  });

  test('nobody, whatever their own rights, deletes, unlocks or dismantles it, or puts over what is there', () => {
    const policy = Object.entries(ofType(resources, 'AWS::S3::BucketPolicy')).find(([id]) =>
      id.startsWith('AuditVault'),
    )?.[1];
    const refused = statementsOf(policy!.Properties.PolicyDocument).filter(({ Effect }) => Effect === 'Deny');
    const always = refused.filter(({ Condition }) => Condition === undefined).flatMap(({ Action }) => Action);
    expect(always).toEqual(
      expect.arrayContaining([
        's3:DeleteObject',
        's3:DeleteObjectVersion',
        's3:DeleteBucket',
        's3:PutBucketVersioning',
      ]),
    );
    expect(refused).toContainEqual(
      expect.objectContaining({ Action: 's3:PutObject', Condition: { Null: { 's3:if-none-match': 'true' } } }),
    );
  });

  test('a function that writes the table may neither delete nor change an entry of a trail', () => {
    const key = auditKeys.access(tenantId('clinic'), '20260601T150000.000Z-1').pk;
    expect(key).toMatch(new RegExp(`^${AUDIT_PARTITIONS.replaceAll('*', '.*')}$`));
    const refusals = Object.values(ofType(resources, 'AWS::IAM::Policy')).map(({ Properties }) => {
      const all = statementsOf(Properties.PolicyDocument);
      const may = all.some(
        ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('dynamodb:DeleteItem'),
      );
      const mayNot = all.some(
        ({ Effect, Action, Condition }) =>
          Effect === 'Deny' &&
          [Action].flat().join() === 'dynamodb:DeleteItem,dynamodb:UpdateItem' &&
          JSON.stringify(Condition).includes(AUDIT_PARTITIONS),
      );
      return { may, mayNot };
    });
    expect(refusals.filter(({ may }) => may).length).toBeGreaterThan(5);
    expect(refusals.filter(({ may, mayNot }) => may !== mayNot)).toEqual([]);
  });

  test('is sealed each hour', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 hour)',
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SealAudit'), 'Arn'] } })],
    });
  });

  test('the sealer changes nothing in the table but its own mark', () => {
    const { actions } = policies.find(({ id }) => id.startsWith('SealAudit'))!;
    const writing = actions.filter((action) => /^dynamodb:(Put|Update|Delete|BatchWrite)/.test(action));
    expect(writing).toEqual(['dynamodb:UpdateItem']);
    expect(WRITTEN_PARTITIONS.SealAudit).toEqual([expect.stringMatching(/^SEALED/)]);
    expect(actions).toContain('dynamodb:Query');
  });
});

describe('data in transit', () => {
  const isRefused = (document: unknown): boolean =>
    statementsOf(document).some(
      ({ Effect, Condition }) =>
        Effect === 'Deny' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
    );

  test.each([
    ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Bucket'],
    ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues'],
  ])('to every %s is refused without TLS', (kind, policy, at) => {
    const guarded = Object.values(ofType(resources, policy))
      .filter(({ Properties }) => isRefused(Properties.PolicyDocument))
      .map(({ Properties }) => JSON.stringify(Properties[at]));
    const all = Object.keys(ofType(resources, kind));
    expect(all.length).toBeGreaterThan(0);
    for (const id of all)
      expect(
        guarded.some((one) => one.includes(id)),
        id,
      ).toBe(true);
  });
});

test('all data at rest is encrypted with the customer key', () => {
  const KEYS: Readonly<Record<string, (properties: Readonly<Record<string, unknown>>) => unknown>> = {
    'AWS::DynamoDB::Table': ({ SSESpecification }) => SSESpecification,
    'AWS::SQS::Queue': ({ KmsMasterKeyId }) => KmsMasterKeyId,
    'AWS::SecretsManager::Secret': ({ KmsKeyId }) => KmsKeyId,
    'AWS::Logs::LogGroup': ({ KmsKeyId }) => KmsKeyId,
    'AWS::S3::Bucket': ({ BucketEncryption }) => BucketEncryption,
    'AWS::Lambda::Function': ({ KmsKeyArn }) => KmsKeyArn,
    'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  };
  for (const [type, keyOf] of Object.entries(KEYS)) {
    const found = Object.entries(ofType(resources, type));
    expect(found.length, type).toBeGreaterThan(0);
    for (const [id, { Properties }] of found) expect(JSON.stringify(keyOf(Properties)), id).toMatch(/"Key[0-9A-F]{8}"/);
  }
});
