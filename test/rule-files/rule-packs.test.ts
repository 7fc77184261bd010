import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { checkPack } from '../../shared/rule-files/packs/check-pack.ts';
import { describePack } from '../../shared/rule-files/packs/describe-pack.ts';
import { findCode } from '../../shared/rule-files/packs/find-code.ts';
import { layerPacks } from '../../shared/rule-files/packs/layer-packs.ts';
import { lintPack } from '../../shared/rule-files/packs/lint-pack.ts';
import { openPack } from '../../shared/rule-files/packs/open-pack.ts';
import { readPack } from '../../shared/rule-files/packs/read-pack.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { unfitPayers } from '../../shared/rule-files/packs/unfit-packs.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { laterPolicy, PROGRAM, readFrom, ruleFolder } from '../support/rule-folder.ts';
import { firstPolicy, packJson, smallPack } from '../support/rule-packs.ts';

const REVISION = { on: '2026-11-30', why: 'The list was read wrongly.' };
const NEW_PAYER = { id: 'zeta', name: 'Zeta', planTypes: ['commercial' as const], identifiers: [], aliases: [] };
const codebook = loadCodebook();
const layered = ({ pack, readText }: ReturnType<typeof smallPack>, onBroken?: (payer: string) => void) =>
  layerPacks(loadRules(readText), [openPack(pack, readText)], onBroken);
const mpiOn = (rules: ReturnType<typeof layered>, date: string) =>
  rules.select('acme', date)?.ruleset.policies.mpi.priorAuth.value;

describe('a pack over the released rules', () => {
  test('is read as it was written, with the same hash', () => {
    const { pack } = smallPack();
    expect(readPack(writePack(pack))).toEqual({ ok: true, pack });
    const sorted = packJson(pack);
    sorted.files = Object.fromEntries(Object.entries(sorted.files).reverse());
    expect(readPack(JSON.stringify(sorted, undefined, 2))).toMatchObject({ ok: true, pack: { hash: pack.hash } });
  });

  test('answers from its first day on, and says that it does', () => {
    const made = smallPack();
    const rules = layered(made);
    expect(mpiOn(rules, '2026-06-30')).toBe('required');
    expect(mpiOn(rules, '2026-07-01')).toBe('not-required');
    const { id, version, hash } = made.pack;
    expect(rules.select('acme', '2026-07-01')?.pack).toEqual({ id, version, hash });
    expect(rules.select('acme', '2026-06-30')?.pack).toBeUndefined();
    expect(checkPack(made.pack, loadRules(made.readText), made.readText)).toEqual([]);
  });

  test('leaves every released policy as it is, also where it holds a program of another text', () => {
    const base = loadRules(readFrom(ruleFolder()));
    const own = 'programs/small/2026-07-01.json';
    const made = smallPack((files) => {
      files[own] = { ...structuredClone(ruleFolder()[PROGRAM]), effectiveFrom: '2026-07-01', version: '2.0.0' };
      files[own].parameters.limit.default = 50;
      files['acme/2026-07-01.json'].uses.programs.small = '2026-07-01';
    });
    const rules = layered(made);
    expect(rules.select('acme', '2026-05-12')?.hash).toBe(base.select('acme', '2026-05-12')?.hash);
    expect(rules.select('acme', '2026-08-12')?.programs.small?.parameters?.limit?.default).toBe(50);
    expect(made.pack.base).not.toHaveProperty([own]);
  });

  test('corrects a released version by a revision of its own', () => {
    const made = smallPack((files) => {
      delete files['acme/2026-07-01.json'];
      const policy = { ...firstPolicy(), version: '1.5.0', revision: REVISION };
      policy.policies.mpi.priorAuth.value = 'ask-plan';
      files['acme/2026-01-01-v1.5.0.json'] = policy;
    });
    expect(checkPack(made.pack, loadRules(made.readText), made.readText)).toEqual([]);
    expect(mpiOn(layered(made), '2026-05-12')).toBe('ask-plan');
  });

  test('adds a payer, who is recognized by name', () => {
    const made = smallPack(
      (files) => {
        files['zeta/2026-01-01.json'] = { ...firstPolicy(), id: 'zeta-2026-01-01', payer: 'zeta' };
      },
      { payers: [NEW_PAYER] },
    );
    expect(checkPack(made.pack, loadRules(made.readText), made.readText)).toEqual([]);
    const rules = layered(made);
    const coverage = {
      reference: 'c',
      status: 'active',
      focal: true,
      payor: { identifiers: [], name: 'ZETA' },
    } as const;
    expect(rules.payersOf(coverage, 'https://payers.example')).toEqual(['zeta']);
    expect(rules.select('zeta', '2026-05-12')?.ruleset.payer).toBe('zeta');
    expect(loadRules(made.readText).payersOf(coverage, 'https://payers.example')).toEqual([]);
  });

  test('of two packs the later one answers, and each is found again by its hash', () => {
    const first = smallPack();
    const second = smallPack(
      (files) => {
        files['acme/2026-07-01.json'].policies.mpi.priorAuth.value = 'ask-plan';
      },
      { version: '1.1.0' },
    );
    const opened = [first, second].map(({ pack, readText }) => openPack(pack, readText));
    const rules = layerPacks(loadRules(first.readText), opened);
    expect(mpiOn(rules, '2026-07-01')).toBe('ask-plan');
    const earlier = opened[0]!.versionsOf('acme')[0]!;
    const ruleset = { id: 'acme-2026-07-01', hash: earlier.hash, pack: opened[0]!.ref };
    expect(rules.recorded('acme', ruleset)?.ruleset.policies.mpi.priorAuth.value).toBe('not-required');
    expect(rules.recorded('acme', ruleset)).toEqual(earlier);
    const { pack: _pack, ...unnamed } = ruleset;
    expect(rules.recorded('acme', unnamed)).toBeUndefined();
  });

  test('that no longer fits what was released since answers for nobody it concerns', () => {
    const made = smallPack();
    laterPolicy(made.folder, '2026-06-01', (policy) => {
      policy.effectiveTo = '2026-08-31';
    });
    const broken: string[] = [];
    const rules = layered(made, (payer) => broken.push(payer));
    expect(rules.select('acme', '2026-05-12')).toBeUndefined();
    expect(rules.select('acme', '2026-07-12')).toBeUndefined();
    expect(broken).toEqual(['acme']);
    const opened = [openPack(made.pack, made.readText)];
    expect(unfitPayers(loadRules(made.readText), opened)).toEqual([
      { payer: 'acme', packs: [`${made.pack.id} ${made.pack.version}`] },
    ]);
    expect(unfitPayers(loadRules(smallPack().readText), opened)).toEqual([]);
  });

  test('is told in plain words', () => {
    const { pack, readText } = smallPack();
    expect(describePack(pack, loadRules(readText), readText)).toEqual([
      {
        payer: 'acme',
        before: 'acme-2026-01-01 1.0.0',
        after: 'acme-2026-07-01 2.0.0',
        from: '2026-07-01',
        changes: ['stress-echo, mpi, pet, cmr: authorization required → not required (from 2026-07-01; verified)'],
      },
    ]);
    const made = smallPack(
      (files) =>
        void Object.assign(files, {
          'zeta/2026-01-01.json': { ...firstPolicy(), id: 'zeta-2026-01-01', payer: 'zeta' },
        }),
      { payers: [NEW_PAYER] },
    );
    const told = describePack(made.pack, loadRules(made.readText), made.readText);
    expect(told[0]?.changes[0]).toContain('new payer Zeta (commercial)');
    expect(told.at(-1)?.changes.join('\n')).toMatch(/mpi, pet, cmr: new: authorization required \(verified\)/);
  });

  test('is linted file by file of its own, as far as there is time', () => {
    const own = 'programs/small/2026-07-01.json';
    const made = smallPack((files) => {
      files[own] = { ...structuredClone(ruleFolder()[PROGRAM]), effectiveFrom: '2026-07-01' };
      files[own].criteria.S1.all.push({ fact: 'canExercise', op: 'is', value: true });
      files['acme/2026-07-01.json'].uses.programs.small = '2026-07-01';
    });
    const asked = { readText: made.readText, today: '2026-06-01', codebook };
    expect(lintPack(made.pack, { ...asked, inTime: () => true })).toContainEqual({
      level: 'error',
      path: own,
      says: 'criteria.S1: no patient can ever meet it',
    });
    expect(lintPack(made.pack, { ...asked, inTime: () => false }).map(({ says }) => says)).toEqual([
      expect.stringContaining('not every criterion was looked at'),
    ]);
  });
});

test('no released file looks like code', () => {
  const released: readonly string[] = JSON.parse(readRuleText('catalog.json'));
  expect(released.length).toBeGreaterThan(20);
  for (const path of released) expect(findCode(path, JSON.parse(readRuleText(path)))).toEqual([]);
});
