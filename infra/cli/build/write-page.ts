import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { bundlePage } from '../../local/page/bundle-page.ts';

/** Writes the page as it is put into the bucket; CloudFront compresses it. */
export const writePage = async (folder: string): Promise<{ readonly firstBytes: number }> => {
  const { files, first } = await bundlePage();
  for (const { path, bytes } of files) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, bytes);
  }
  const loaded = files.filter(({ path }) => first.includes(path) || path === '/index.html');
  return { firstBytes: loaded.reduce((sum, { bytes }) => sum + brotliCompressSync(bytes).length, 0) };
};
