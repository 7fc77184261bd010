import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ManifestStore } from '../../app/ports/access/manifest.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { type AwsAddress, awsClient } from '../aws/aws-client.ts';

const ENDING = '.json';

/** S3 errors for an object that exists (412), or that another writer is putting right now (409). */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(error.name);

/**
 * A versioned bucket with Object Lock: each manifest is put only if it does not exist, in compliance mode, so that nobody, not
 * even the account owner, can change or remove that version before its retention ends. Whoever may put can still lay a later version,
 * or a delete marker, over it: what counts is the oldest version, and the names of all of them.
 */
export const makeBucketManifests = (bucket: string, address: AwsAddress): ManifestStore => {
  const client = new S3Client({ ...awsClient(address), forcePathStyle: address.endpoint !== undefined });
  const prefixOf = (tenant: TenantId) => `tenant-${encodeURIComponent(tenant)}/`;
  const keyOf = (tenant: TenantId, name: string) => `${prefixOf(tenant)}${name}${ENDING}`;
  /** Every version under a prefix, in order of keys; the versions of one key newest first, as S3 lists them. */
  const versions = async (prefix: string, after?: string) => {
    const found: { readonly key: string; readonly id: string }[] = [];
    let at: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> = { KeyMarker: after };
    for (;;) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...at }));
      for (const { Key: key = '', VersionId: id = '' } of page.Versions ?? []) found.push({ key, id });
      if (!page.IsTruncated) return found;
      at = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
  };
  return {
    names: async (tenant, after) => {
      const prefix = prefixOf(tenant);
      const all = await versions(prefix, after === undefined ? undefined : keyOf(tenant, after));
      return [...new Set(all.map(({ key }) => key.slice(prefix.length, -ENDING.length)))];
    },
    read: async (tenant, name) => {
      const key = keyOf(tenant, name);
      const oldest = (await versions(key)).findLast((one) => one.key === key);
      if (!oldest) throw new Error('There is no such manifest.');
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: oldest.id }));
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
