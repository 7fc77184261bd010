import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** The deployment's own KMS key for all data at rest. Kept when the stack is deleted. */
export class CustomerKey extends Key {
  constructor(scope: Construct, id: string) {
    super(scope, id, { enableKeyRotation: true, description: 'Stresspass: table, queues, secret, logs' });
    const { account, region, partition } = Stack.of(this);
    this.grantEncryptDecrypt(
      new ServicePrincipal(`logs.${region}.amazonaws.com`).withConditions({
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` },
      }),
    );
    const ours = { StringEquals: { 'aws:SourceAccount': account } };
    for (const service of ['events', 'cloudwatch'])
      this.grantEncryptDecrypt(new ServicePrincipal(`${service}.amazonaws.com`).withConditions(ours));
  }
}
