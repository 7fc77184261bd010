import { RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Rule packs of this deployment. People who release them put them; functions read them when they start, and write nothing. */
export class PackBucket extends Bucket {
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

  /** May list and read, and is told where. */
  allowReading(reader: IFunction & IGrantable & { addEnvironment(name: string, value: string): unknown }): void {
    reader.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucketArn] }));
    reader.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [this.arnForObjects('*.json')] }),
    );
    this.encryptionKey?.grantDecrypt(reader);
    reader.addEnvironment('RULE_PACKS', `s3://${this.bucketName}`);
  }
}
