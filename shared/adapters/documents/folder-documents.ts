import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentStore } from '../../app/ports/documents.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** A folder per tenant, a file per document, named by digest; written atomically. */
export const makeFolderDocuments = (path: string): DocumentStore => {
  const folderOf = (tenant: TenantId) => join(path, `tenant-${encodeURIComponent(tenant)}`);
  return {
    put: async (tenant, name, base64) => {
      const folder = folderOf(tenant);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `${randomUUID()}.draft`);
      await writeFile(draft, Buffer.from(base64, 'base64'), { flag: 'wx', mode: 0o600, flush: true });
      await rename(draft, join(folder, name));
    },
    get: async (tenant, name) => {
      try {
        return (await readFile(join(folderOf(tenant), name))).toString('base64');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
};
