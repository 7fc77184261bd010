import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkPacks, unfitNotes } from '../../infra/cli/doctor/check-packs.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';

const LAPTOP = { port: 0, dataDir: ':memory:', auth: 'open' } as const;
const folderWith = (name: string, text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-packs-'));
  writeFileSync(join(folder, name), text);
  return folder;
};
/** Content of another release, or that somebody changed: it cannot be opened under its hash. */
const STALE = {
  id: 'clinic',
  version: '1.0.0',
  hash: 'ab12',
  from: '2026-05-01',
  text: JSON.stringify({ files: { 'highmark/2027-01-01.json': {} } }),
};

describe('doctor on rule packs', () => {
  test('names the file of a deployment’s folder on which the service does not start', async () => {
    const [one, ...others] = await checkPacks(LAPTOP, undefined, folderWith('clinic.json', '{"id":'));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ what: 'rule packs', is: 'problem' });
    expect(one?.says).toMatch(/clinic\.json.*not-json/);
  });
  test('is content with an empty folder, a bucket and no packs', async () => {
    for (const place of [folderWith('notes.txt', ''), 's3://packs', undefined])
      expect(await checkPacks(LAPTOP, undefined, place)).toEqual([expect.objectContaining({ is: 'ok' })]);
  });
  test('says of a tenant’s active pack that stopped fitting which payers have no rule', () => {
    const rules = loadRules();
    const notes = unfitNotes(rules, [{ id: 'north', rulePacks: [STALE] }, { id: 'south' }]);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.says).toMatch(/^tenant north: clinic 1\.0\.0 no longer fit .* of highmark: it has no rule/);
  });
});
