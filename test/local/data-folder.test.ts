import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDataFolder } from '../../infra/local/storage/data-folder.ts';

let home = '';
const path = () => join(home, 'data');
const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'stresspass-folder-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('the data folder is its owner’s alone', () => {
  test('a new one', async () => {
    await (await openDataFolder(path())).release();
    expect(await modeOf(path())).toBe('700');
    expect(await modeOf(join(path(), 'secret'))).toBe('600');
  });

  test.each([0o755, 0o750, 0o711, 0o707])('one that was there, open to others (%i)', async (mode) => {
    await mkdir(path());
    await chmod(path(), mode);
    await (await openDataFolder(path())).release();
    expect(await modeOf(path())).toBe('700');
  });

  test('one of an earlier release, with its files', async () => {
    await (await openDataFolder(path())).release();
    await chmod(path(), 0o755);
    await (await openDataFolder(path())).release();
    expect(await modeOf(path())).toBe('700');
  });

  test('one that holds something else is refused and left as it is', async () => {
    await mkdir(path());
    await writeFile(join(path(), 'letter.txt'), 'mine');
    await chmod(path(), 0o755);
    await expect(openDataFolder(path())).rejects.toThrow('give DATA_DIR a folder of its own');
    expect(await modeOf(path())).toBe('755');
  });
});
