import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { lintRules } from '../../shared/rule-files/lint/lint-rules.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { draftOf, withDrafts } from '../../shared/rule-files/with-drafts.ts';
import {
  type Folder,
  hashOf,
  laterPolicy,
  POLICY,
  PROGRAM,
  readFrom,
  ruleFolder,
  withOwnChannels,
} from '../support/rule-folder.ts';

const REVISED = 'acme/2026-01-01-v1.1.0.json';
const REVISION = { on: '2026-11-30', why: 'The list was read wrongly.' };
const codebook = withOwnChannels(loadCodebook(), '2026-12-01');

/** A file of the folder once more, under another name and changed. */
const revise = (folder: Folder, from: string, path: string, change: object): string => {
  folder[path] = { ...structuredClone(folder[from]), revision: REVISION, ...change };
  folder['catalog.json'] = [...folder['catalog.json'], path].sort();
  return path;
};
const revised = (change: object = {}) =>
  ruleFolder((folder) => revise(folder, POLICY, REVISED, { version: '1.1.0', ...change }));
const on = (folder: Folder, date: string) => loadRules(readFrom(folder)).select('acme', date);
const findingsOf = (folder: Folder) =>
  lintRules({ readText: readFrom(folder), cases: [], today: '2026-12-01', codebook }).filter(
    ({ level }) => level === 'error',
  );

describe('a revision', () => {
  test('answers for every day of the version it corrects, under the same id and another hash', () => {
    const before = on(ruleFolder(), '2026-05-12');
    for (const date of ['2026-01-01', '2026-05-12', '2027-05-12'])
      expect(on(revised(), date)?.ruleset).toMatchObject({ id: 'acme-2026-01-01', version: '1.1.0' });
    expect(on(revised(), '2026-05-12')?.hash).not.toBe(before?.hash);
    expect(on(revised(), '2025-12-31')).toBeUndefined();
  });

  test('of several the one with the highest version answers, number by number', () => {
    const folder = revised();
    for (const version of ['1.10.0', '1.9.0']) revise(folder, POLICY, `acme/2026-01-01-v${version}.json`, { version });
    expect(on(folder, '2026-05-12')?.ruleset.version).toBe('1.10.0');
  });

  test('corrects its own version alone, also between two others', () => {
    const folder = revised();
    laterPolicy(folder, '2026-10-01', (policy) => {
      policy.version = '2.0.0';
    });
    expect(on(folder, '2026-09-30')?.ruleset.version).toBe('1.1.0');
    expect(on(folder, '2026-10-01')?.ruleset.version).toBe('2.0.0');
  });

  test('what was answered before is found by its hash, also as it was before a correction', () => {
    const folder = revised();
    const before = on(ruleFolder(), '2026-05-12')!;
    const says = { was: 'Too heavy.', is: 'Heavier than the limit.', why: 'It was rude.' };
    folder['corrections.json'].corrections = [
      { id: 'c', on: '2026-11-30', files: [PROGRAM], at: 'criteria.S2.says', ...says },
    ];
    const rules = loadRules(readFrom(folder));
    const now = rules.select('acme', '2026-05-12')!;
    const asked = (hash: string) => rules.recorded('acme', { id: 'acme-2026-01-01', hash });
    expect(asked(before.hash)?.ruleset.version).toBe('1.0.0');
    expect(asked(before.hash)?.programs.small?.criteria.S2?.says).toBe('Too heavy.');
    expect(asked(now.hash)?.programs.small?.criteria.S2?.says).toBe('Heavier than the limit.');
    expect(asked('0'.repeat(64))).toBeUndefined();
    expect(rules.recorded('acme', { id: 'acme-2027-01-01', hash: before.hash })).toBeUndefined();
    expect(rules.recorded('nobody', { id: 'nobody-2026-01-01', hash: before.hash })).toBeUndefined();
  });

  test('of a program counts for the policies that pin it', () => {
    const folder = ruleFolder((made) => {
      revise(made, PROGRAM, 'programs/small/2025-01-01-v1.0.1.json', {
        version: '1.0.1',
        parameters: { limit: { default: 40, evidence: 'verified' } },
      });
      const uses = { ...made[POLICY].uses, programs: { small: '2025-01-01-v1.0.1' } };
      revise(made, POLICY, REVISED, { version: '1.1.0', uses });
    });
    expect(on(folder, '2026-05-12')?.programs.small?.parameters?.limit?.default).toBe(40);
    expect(findingsOf(folder)).toEqual([]);
  });

  test('is checked like every file, and the one it corrects stays checked by its hash', () => {
    const folder = revised();
    folder['released.json'] = { [POLICY]: hashOf(folder, POLICY), [REVISED]: '0'.repeat(64) };
    expect(() => on(folder, '2026-05-12')).toThrow(`${REVISED}: was released with other content`);
    expect(findingsOf(revised())).toEqual([]);
  });

  test('as a draft it stands beside the file it corrects', () => {
    const folder = revised();
    const text = JSON.stringify(folder[REVISED]);
    const draft = draftOf('any.json', text);
    expect(draft.path).toBe(REVISED);
    const rules = loadRules(withDrafts(readFrom(ruleFolder()), [draft]));
    expect(rules.select('acme', '2026-05-12')?.ruleset.version).toBe('1.1.0');
    const { hash } = on(ruleFolder(), '2026-05-12')!;
    expect(rules.recorded('acme', { id: 'acme-2026-01-01', hash })?.ruleset.version).toBe('1.0.0');
  });
});

describe('refused, by loading and by the check of an author', () => {
  const without = ruleFolder((folder) => {
    revise(folder, POLICY, REVISED, { version: '1.1.0' });
    delete folder[POLICY];
    folder['catalog.json'] = folder['catalog.json'].filter((path: string) => path !== POLICY);
  });
  const low = ruleFolder((folder) => {
    revise(folder, POLICY, 'acme/2026-01-01-v1.0.0.json', {});
  });
  const twice = revised();
  twice['catalog.json'] = [...twice['catalog.json'], REVISED];
  const unsaid = revised({ revision: undefined });
  const other = ruleFolder((folder) => {
    revise(folder, POLICY, REVISED, { version: '1.2.0' });
  });
  test.each([
    ['nothing it revises', without, 'a revision of 2026-01-01, and no version it revises'],
    ['no higher version', low, 'revision 1.0.0 of 2026-01-01 is not higher than version 1.0.0'],
    ['listed twice', twice, 'two versions start on 2026-01-01'],
    ['not saying that it is one', unsaid, 'by its content it must be named acme/2026-01-01.json'],
    ['another version than its name', other, 'by its content it must be named acme/2026-01-01-v1.2.0.json'],
  ])('a revision with %s', (_, folder, says) => {
    expect(() => on(folder, '2026-05-12')).toThrow(says);
    expect(findingsOf(folder).map((one) => one.says)).toContain(says);
  });
});
