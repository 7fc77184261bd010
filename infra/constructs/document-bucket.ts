import { RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Documents sent with prior authorization requests: named by digest, under the customer key, kept when the stack is deleted. */
export class DocumentBucket extends Bucket {
  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** May put and read; may not delete or list. */
  allowKeeping(keeper: IFunction & IGrantable): void {
    keeper.addToRolePolicy(
      new PolicyStatement({
        sid: 'KeepDocuments',
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [this.arnForObjects('tenant-*')],
      }),
    );
    this.encryptionKey?.grantEncryptDecrypt(keeper);
  }
}
