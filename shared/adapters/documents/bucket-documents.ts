import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { DocumentStore } from '../../app/ports/documents.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { type AwsAddress, awsClient } from '../aws/aws-client.ts';

/**
 * Documents in a bucket, named by digest: a second put under the same name writes the same bytes. To a role that may not list, S3 answers
 * a name that is not there by 403: an error, as of whatever it does not let us see.
 */
export const makeBucketDocuments = (bucket: string, address: AwsAddress): DocumentStore => {
  const client = new S3Client({ ...awsClient(address), forcePathStyle: address.endpoint !== undefined });
  const keyOf = (tenant: TenantId, name: string) => `tenant-${encodeURIComponent(tenant)}/${name}`;
  return {
    put: async (tenant, name, base64) => {
      const Body = Buffer.from(base64, 'base64');
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(tenant, name), Body }));
    },
    get: async (tenant, name) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(tenant, name) }));
        return await Body?.transformToString('base64');
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
  };
};
