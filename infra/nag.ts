import { type App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

interface Acknowledged {
  /** Construct of the stack, its children included; absent: the whole stack. */
  readonly at?: string;
  readonly rules: readonly string[];
  readonly reason: string;
}

/** Findings we have reviewed and accepted. Any other fails the synth; one that no longer occurs fails a test. */
export const ACKNOWLEDGED: readonly Acknowledged[] = [
  {
    at: 'Api',
    rules: ['AwsSolutions-APIG4', 'AwsSolutions-COG4'],
    reason:
      'Tokens are verified by the function itself, with the same code on a laptop and in the cloud (AUTH=required).',
  },
  {
    at: 'Api',
    rules: ['HIPAA.Security-APIGWCacheEnabledAndEncrypted'],
    reason: 'Answers are about one patient and are never cached; there is no cache to encrypt.',
  },
  {
    at: 'Api',
    rules: ['HIPAA.Security-APIGWXrayEnabled'],
    reason:
      'A trace of the gateway holds whole addresses, with ids of orders and patients; the functions trace themselves.',
  },
  {
    at: 'Api',
    rules: ['HIPAA.Security-APIGWSSLEnabled'],
    reason:
      'The backend is Lambda, called through IAM; there is no server of ours that could check a client certificate.',
  },
  {
    at: 'Api/CloudWatchRole',
    rules: [
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    ],
    reason: 'The account-wide role API Gateway logs with; AWS maintains exactly this policy for it.',
  },
  {
    rules: ['AwsSolutions-IAM5[Action::kms:GenerateDataKey*]', 'AwsSolutions-IAM5[Action::kms:ReEncrypt*]'],
    reason: 'Variants of one permission, on the one customer key of this deployment.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    reason: 'X-Ray knows no resources; a test checks that nothing else is granted on every resource.',
  },
  {
    rules: [
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:stresspass/sources/*]',
    ],
    reason: 'Sources are registered while the service runs; their secrets share this one prefix and nothing else does.',
  },
  {
    rules: [
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:stresspass/certificates/*]',
    ],
    reason:
      'Payers are registered while the service runs; client certificates share this prefix and nothing else does.',
  },
  {
    at: 'SealAuditRole',
    rules: ['AwsSolutions-IAM5[Resource::<AuditVault379E3702.Arn>/tenant-*]'],
    reason: 'Tenants come and go while the service runs; their manifests share this one prefix and nothing else does.',
  },
  {
    rules: ['HIPAA.Security-IAMNoInlinePolicy'],
    reason: 'Each role serves one function and its policy lives and dies with it; managed policies would be shared.',
  },
  {
    rules: ['HIPAA.Security-LambdaConcurrency'],
    reason:
      "Stage throttles and the queue's maximum concurrency bound the load; a reserve cannot be had in new accounts.",
  },
  {
    rules: ['HIPAA.Security-LambdaDLQ'],
    reason:
      'The receiver has a failure destination, the consumer a queue with redrive; callers of the API see errors; the relay runs again each minute.',
  },
  {
    rules: ['HIPAA.Security-LambdaInsideVPC'],
    reason:
      'Every service it calls is reached by TLS and IAM; nothing of it listens in a network that a VPC would close.',
  },
  {
    at: 'Records',
    rules: ['HIPAA.Security-DynamoDBInBackupPlan'],
    reason:
      "Point-in-time recovery covers 35 days; longer retention belongs to the account's backup policy (docs/deploy.md).",
  },
  {
    at: 'AuditVault',
    rules: ['AwsSolutions-S1', 'HIPAA.Security-S3BucketLoggingEnabled'],
    reason:
      "One function writes here, once an hour; who else reads is in the account's CloudTrail. A log bucket would need the same care.",
  },
  {
    at: 'AuditVault',
    rules: ['HIPAA.Security-S3BucketReplicationEnabled'],
    reason:
      'Manifests hold digests only and are locked; what they prove rests in the table, whose recovery is its own (docs/deploy.md).',
  },
  {
    at: 'Documents',
    rules: ['AwsSolutions-S1', 'HIPAA.Security-S3BucketLoggingEnabled', 'HIPAA.Security-S3BucketReplicationEnabled'],
    reason:
      "Three functions put and read here: two enter every call in the audit trail, the third sends what they took in; who else reads is in the account's CloudTrail. Objects are kept in versions.",
  },
  {
    at: 'PasRole',
    rules: ['AwsSolutions-IAM5[Resource::<Documents7E5B2978.Arn>/tenant-*]'],
    reason: 'Tenants come and go while the service runs; their documents share this one prefix and nothing else does.',
  },
  {
    at: 'FhirApiRole',
    rules: ['AwsSolutions-IAM5[Resource::<Documents7E5B2978.Arn>/tenant-*]'],
    reason: 'Tenants come and go while the service runs; their documents share this one prefix and nothing else does.',
  },
  {
    at: 'IntentRelayRole',
    rules: ['AwsSolutions-IAM5[Resource::<Documents7E5B2978.Arn>/tenant-*]'],
    reason: 'Tenants come and go while the service runs; their documents share this one prefix and nothing else does.',
  },
  {
    at: 'RulePackFiles',
    rules: ['AwsSolutions-S1', 'HIPAA.Security-S3BucketLoggingEnabled', 'HIPAA.Security-S3BucketReplicationEnabled'],
    reason:
      "Rules without patient data, kept in versions; who puts them is in the account's CloudTrail, and the packs are released from elsewhere.",
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::<RulePackFilesD390670D.Arn>/*.json]'],
    reason:
      'Packs are put and replaced while the service runs; a function that answers by rules reads all of them, and writes none.',
  },
  {
    at: 'HashKey',
    rules: ['AwsSolutions-SMG4', 'HIPAA.Security-SecretsManagerRotationEnabled'],
    reason: 'A new key changes every keyed hash in the table: rotation is a planned migration, never a timer.',
  },
  {
    at: 'TokenKey',
    rules: ['AwsSolutions-SMG4', 'HIPAA.Security-SecretsManagerRotationEnabled'],
    reason: 'Functions read it when they start, so old and new text stand side by side for a while (docs/security.md).',
  },
  {
    at: 'DeskPeople',
    rules: ['AwsSolutions-COG8'],
    reason: 'The plan that judges risky sign-ins is paid for each person; a second factor is required of everybody.',
  },
  {
    at: 'Orders/Undelivered',
    rules: ['AwsSolutions-SQS3'],
    reason: 'It is itself the dead-letter queue of the bus and of the receiver.',
  },
  {
    at: 'Desk/Files',
    rules: [
      'AwsSolutions-S1',
      'HIPAA.Security-S3BucketLoggingEnabled',
      'HIPAA.Security-S3BucketReplicationEnabled',
      'HIPAA.Security-S3DefaultEncryptionKMS',
    ],
    reason: 'It holds the published code of the page and nothing of any patient; a build writes it again.',
  },
  {
    at: 'Desk/Distribution',
    rules: ['AwsSolutions-CFR3'],
    reason:
      'Its log would hold whole addresses, with ids of orders and patients; the gateway logs templates of routes.',
  },
  {
    at: 'Desk/Distribution',
    rules: ['AwsSolutions-CFR1', 'AwsSolutions-CFR2'],
    reason:
      'The API behind it has a web firewall of its own, the files are public code; where it may be read is a choice of the deployer.',
  },
  {
    at: 'Desk/Distribution',
    rules: ['AwsSolutions-CFR4'],
    reason:
      'The certificate of cloudfront.net fixes the oldest protocol; a deployment with a domain of its own brings its own.',
  },
];

/** AWS Solutions and HIPAA Security checks run at every synth of the app. */
export const addChecks = (app: App, stack: Stack, acknowledged = ACKNOWLEDGED): void => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app));
  for (const { at, rules, reason } of acknowledged) {
    // What a deployment did not choose is not there.
    const construct = (at?.split('/') ?? []).reduce<IConstruct | undefined>(
      (scope, id) => scope?.node.tryFindChild(id),
      stack,
    );
    if (construct) Validations.of(construct).acknowledge(...rules.map((id) => ({ id, reason })));
  }
};
