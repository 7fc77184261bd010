import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
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

describe('index rows are due for repair', () => {
  /** The lock of a process that is gone; `own` what that release wrote into it. */
  const leave = (own: object) =>
    writeFile(join(path(), 'running.json'), JSON.stringify({ pid: 999_999, since: 1, lockPort: 1, ...own }));
  const open = async () => {
    const folder = await openDataFolder(path());
    return { folder, isDue: folder.repair.isDue };
  };
  beforeEach(async () => {
    await (await openDataFolder(path())).release();
  });

  test('never after a clean stop, nor after a kill of a process that writes items whole', async () => {
    const clean = await open();
    expect([clean.folder.lastStop, clean.isDue]).toEqual(['clean', false]);
    await clean.folder.announce({ url: 'http://localhost:1' });
    const lock = await readFile(join(path(), 'running.json'), 'utf8');
    await clean.folder.release();
    await leave({ ...JSON.parse(lock), pid: 999_999, lockPort: 1 });
    const killed = await open();
    expect([killed.folder.lastStop, killed.isDue]).toEqual(['unclean', false]);
    await killed.folder.release();
  });

  test('after a kill of a release before, until the repair is done: through stops, kills and commands', async () => {
    await leave({});
    const first = await open();
    expect([first.folder.lastStop, first.isDue]).toEqual(['unclean', true]);
    await first.folder.release();
    const afterStop = await open();
    expect([afterStop.folder.lastStop, afterStop.isDue]).toEqual(['clean', true]);
    await afterStop.folder.release();
    await leave({ wholeWrites: true });
    const afterKill = await open();
    expect(afterKill.isDue).toBe(true);
    await afterKill.folder.repair.done();
    await afterKill.folder.release();
    expect((await open()).isDue).toBe(false);
  });

  test('after a lock cut off while it was written', async () => {
    await writeFile(join(path(), 'running.json'), '{"pid":');
    expect((await open()).isDue).toBe(true);
  });
});
