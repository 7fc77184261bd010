import type { AwsAddress } from '../adapters/aws/aws-client.ts';
import { makeMemoryDocuments } from '../adapters/documents/memory-documents.ts';
import type { DocumentStore } from '../app/ports/documents.ts';

const openAt = async (place: string, address: AwsAddress): Promise<DocumentStore> => {
  const [, kind, name] = /^(s3|file|memory):(?:\/\/)?(.*)$/.exec(place) ?? [];
  if (kind === 's3' && name)
    return (await import('../adapters/documents/bucket-documents.ts')).makeBucketDocuments(name, address);
  if (kind === 'file' && name)
    return (await import('../adapters/documents/folder-documents.ts')).makeFolderDocuments(name);
  if (kind === 'memory') return makeMemoryDocuments();
  throw new Error('This function was given no place for documents.');
};

/** `s3://bucket`, `file:/folder` or `memory:`; opened on first use, since most functions never use it. */
export const openDocuments = (place: string | undefined, address: AwsAddress): DocumentStore => {
  let opened: Promise<DocumentStore> | undefined;
  const store = (): Promise<DocumentStore> => {
    opened ??= openAt(place ?? '', address);
    return opened;
  };
  return {
    put: async (...asked) => (await store()).put(...asked),
    get: async (...asked) => (await store()).get(...asked),
  };
};
