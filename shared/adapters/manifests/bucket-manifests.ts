import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ManifestStore } from '../../app/ports/access/manifest.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { type AwsAddress, awsClient } from '../aws/aws-client.ts';

const ENDING = '.json';

/** S3 errors for an object that exists (412), or that another writer is putting right now (409). */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(error.name);

/**
 * A bucket with Object Lock: each manifest is put only if it does not exist, in compliance mode, so that nobody, not
 * even the account owner, can change or remove it before its retention ends.
 */
export const makeBucketManifests = (bucket: string, address: AwsAddress): ManifestStore => {
  const client = new S3Client({ ...awsClient(address), forcePathStyle: address.endpoint !== undefined });
  const prefixOf = (tenant: TenantId) => `tenant-${encodeURIComponent(tenant)}/`;
  const keyOf = (tenant: TenantId, name: string) => `${prefixOf(tenant)}${name}${ENDING}`;
  return {
    names: async (tenant, after) => {
      const prefix = prefixOf(tenant);
      const names: string[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: prefix,
            ...(after === undefined ? {} : { StartAfter: keyOf(tenant, after) }),
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        );
        for (const { Key = '' } of page.Contents ?? []) names.push(Key.slice(prefix.length, -ENDING.length));
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return names;
    },
    read: async (tenant, name) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(tenant, name) }));
      if (!Body) throw new Error('A manifest has no body.');
      return Body.transformToString('utf8');
    },
    put: async (tenant, name, text, keepUntil) => {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(tenant, name),
            Body: text,
            ContentType: 'application/json',
            IfNoneMatch: '*',
            ObjectLockMode: 'COMPLIANCE',
            ObjectLockRetainUntilDate: new Date(keepUntil),
          }),
        );
        return 'written';
      } catch (error) {
        if (isTaken(error)) return 'taken';
        throw error;
      }
    },
  };
};
