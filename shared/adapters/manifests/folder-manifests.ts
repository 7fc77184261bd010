import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestStore } from '../../app/ports/access/manifest.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';

const ENDING = '.json';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** A folder per tenant, a file per manifest. Files are written atomically and never overwritten. */
export const makeFolderManifests = (path: string): ManifestStore => {
  const folderOf = (tenant: TenantId) => join(path, `tenant-${encodeURIComponent(tenant)}`);
  return {
    names: async (tenant, after = '') => {
      const files = await readdir(folderOf(tenant)).catch((error) => {
        if (codeOf(error) === 'ENOENT') return [];
        throw error;
      });
      const names = files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
      return names.filter((name) => name > after).sort();
    },
    read: (tenant, name) => readFile(join(folderOf(tenant), `${name}${ENDING}`), 'utf8'),
    put: async (tenant, name, text) => {
      await mkdir(folderOf(tenant), { recursive: true, mode: 0o700 });
      const draft = join(folderOf(tenant), `${randomUUID()}.draft`);
      await writeFile(draft, text, { flag: 'wx', mode: 0o400, flush: true });
      try {
        await link(draft, join(folderOf(tenant), `${name}${ENDING}`));
        return 'written';
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return 'taken';
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },
  };
};
