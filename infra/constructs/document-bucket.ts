import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { PrivateBucket } from './private-bucket.ts';

/** Documents sent with prior authorization requests: named by digest, under the customer key, kept when the stack is deleted. */
export class DocumentBucket extends PrivateBucket {
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
