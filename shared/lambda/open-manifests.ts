import type { AwsAddress } from '../adapters/aws/aws-client.ts';
import type { ManifestStore } from '../app/ports/access/manifest.ts';

const openAt = async (place: string | undefined, address: AwsAddress): Promise<ManifestStore> => {
  const [, kind, name] = /^(s3|file):(?:\/\/)?(.+)$/.exec(place ?? '') ?? [];
  if (!name) throw new Error('This function was given no place for the manifests of the audit trail.');
  if (kind === 's3')
    return (await import('../adapters/manifests/bucket-manifests.ts')).makeBucketManifests(name, address);
  return (await import('../adapters/manifests/folder-manifests.ts')).makeFolderManifests(name);
};

/** `s3://bucket` or `file:/folder`; opened on first use, since most functions never use it. */
export const openManifests = (place: string | undefined, address: AwsAddress): ManifestStore => {
  let opened: Promise<ManifestStore> | undefined;
  const store = (): Promise<ManifestStore> => {
    opened ??= openAt(place, address);
    return opened;
  };
  return {
    names: async (...asked) => (await store()).names(...asked),
    read: async (...asked) => (await store()).read(...asked),
    put: async (...asked) => (await store()).put(...asked),
  };
};
