import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { PrivateBucket } from './private-bucket.ts';

/** Rule packs of this deployment. People who release them put them; functions read them when they start, and write nothing. */
export class PackBucket extends PrivateBucket {
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
