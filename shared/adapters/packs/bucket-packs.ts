import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { type AwsAddress, awsClient } from '../aws/aws-client.ts';

/** A file of the bucket's top level, as a folder of packs holds them; no name can lead out of the folder. */
const PACK_FILE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.json$/;
const MOST_PACKS = 20;
/** A pack is refused above 900,000 bytes when it is opened; nothing larger is fetched. */
const MOST_BYTES = 1_000_000;

const refused = (says: string): Error => new Error(`Configuration: RULE_PACKS: ${says}`);

/**
 * Copies the rule packs of a bucket into a folder of this process.
 * @returns the folder
 * @throws Error where the bucket holds anything else, more or larger files: a service does not start on half its rules.
 */
export const copyBucketPacks = async (bucket: string, address: AwsAddress): Promise<string> => {
  const client = new S3Client({ ...awsClient(address), forcePathStyle: address.endpoint !== undefined });
  try {
    const { Contents = [], IsTruncated } = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, MaxKeys: MOST_PACKS + 1 }),
    );
    if (IsTruncated || Contents.length > MOST_PACKS) throw refused(`${bucket} holds more than ${MOST_PACKS} files`);
    const folder = mkdtempSync(join(tmpdir(), 'rule-packs-'));
    const copy = async (key: string, size: number): Promise<void> => {
      if (!PACK_FILE.test(key)) throw refused(`${bucket} holds something that is no pack file at its top level`);
      if (size > MOST_BYTES) throw refused(`${key} is larger than ${MOST_BYTES} bytes`);
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (!Body) throw refused(`${key} has no content`);
      writeFileSync(join(folder, key), await Body.transformToString('utf8'));
    };
    await Promise.all(Contents.map(({ Key = '', Size = 0 }) => copy(Key, Size)));
    return folder;
  } finally {
    client.destroy();
  }
};
