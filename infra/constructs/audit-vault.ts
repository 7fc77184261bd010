import { AnyPrincipal, Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket.ts';

/**
 * Write-once storage for the audit trail's manifests. Each is put with a compliance lock for the retention time;
 * the bucket has no default lock, so that nothing else in it is locked for years by mistake.
 */
export class AuditVault extends PrivateBucket {
  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id, key, { objectLockEnabled: true });
    this.deny('Delete', ['s3:DeleteObject', 's3:DeleteObjectVersion'], this.arnForObjects('*'));
    this.deny('Unlock', ['s3:BypassGovernanceRetention', 's3:PutObjectLegalHold'], this.arnForObjects('*'));
    this.deny(
      'Dismantle',
      ['s3:DeleteBucket', 's3:PutBucketVersioning', 's3:PutBucketObjectLockConfiguration'],
      this.bucketArn,
    );
    // A put that does not say `If-None-Match` would lay a new version over a sealed manifest.
    this.deny('Overwrite', ['s3:PutObject'], this.arnForObjects('*'), { Null: { 's3:if-none-match': 'true' } });
  }

  /** For everybody, whatever their own policies allow; changing this policy itself stays with the account's administrators. */
  private deny(sid: string, actions: string[], resource: string, conditions?: Record<string, unknown>): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: [resource],
        ...(conditions ? { conditions } : {}),
      }),
    );
  }

  /** May put, lock and read; may not delete. */
  allowSealing(sealer: IFunction & IGrantable): void {
    sealer.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucketVersions'], resources: [this.bucketArn] }));
    sealer.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObjectVersion', 's3:PutObject', 's3:PutObjectRetention'],
        resources: [this.arnForObjects('tenant-*')],
      }),
    );
    this.encryptionKey?.grantEncryptDecrypt(sealer);
  }
}
