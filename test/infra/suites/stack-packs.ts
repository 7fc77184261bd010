import { describe, expect, test } from 'vitest';
import { functionNames, grantsOf, plainName } from './stack-facts.ts';
import { ofType, synthesize } from './synthesize.ts';

const { resources } = synthesize({ rulePacks: 'on' });
const READERS = [
  'FhirApi',
  'CdsHooks',
  'OrderNotifier',
  'OrderConsumer',
  'DeadlineSweep',
  'RulesSweep',
  'RulePacks',
  'Pas',
];
const [bucketId = ''] = Object.keys(ofType(resources, 'AWS::S3::Bucket')).filter((id) =>
  id.startsWith('RulePackFiles'),
);

describe('a bucket for rule packs of the deployment', () => {
  test('is made only where asked for', () => {
    expect(Object.keys(ofType(synthesize().resources, 'AWS::S3::Bucket'))).toHaveLength(2);
    expect(() => synthesize({ rulePacks: 'yes' })).toThrow('Context "rulePacks" is "yes"; it can be on or off.');
  });
  test('is private, versioned, encrypted with the customer key, and kept', () => {
    const bucket = resources[bucketId];
    expect(bucket).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      },
    });
    expect(JSON.stringify(bucket?.Properties.BucketEncryption)).toContain('"SSEAlgorithm":"aws:kms"');
  });
  test.each(functionNames(resources))('%s: who answers by rules may list and read it, nobody may write', (name) => {
    const grants = [...grantsOf(resources, name)].filter((grant) => /RulePackFiles/.test(grant));
    const reads = READERS.includes(name);
    expect(grants.map((grant) => grant.split(' ')[0]).sort()).toEqual(reads ? ['s3:GetObject', 's3:ListBucket'] : []);
    const made = Object.entries(resources).find(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && plainName(id) === name,
    );
    const place = JSON.stringify(made?.[1].Properties.Environment);
    expect(/"RULE_PACKS":\{"Fn::Join":\["",\["s3:\/\/",\{"Ref":"RulePackFiles/.test(place)).toBe(reads);
    if (!reads) expect(place).toContain('"RULE_PACKS":""');
  });
});
