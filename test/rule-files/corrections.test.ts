import { describe, expect, test } from 'vitest';
import { correctedText, correctionsBut, readCorrections } from '../../shared/rule-files/corrections.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { draftOf, withDrafts } from '../../shared/rule-files/with-drafts.ts';

const PROGRAM = 'programs/commercial-exercise-ecg/2026-01-01.json';
const all = readCorrections(readRuleText);
const NONE: Readonly<Record<string, string>> = { 'corrections.json': '{"corrections":[]}' };
const bundleOf = (texts: Readonly<Record<string, string>>) =>
  loadRules((path) => texts[path] ?? readRuleText(path)).select('uhc-commercial', '2026-05-12');

describe('corrections of released files', () => {
  test('hold for every service date, and change the hash answers name', () => {
    const [now, before] = [bundleOf({}), bundleOf(NONE)];
    expect(before?.programs['commercial-exercise-ecg']?.criteria['CE3']?.says).toContain('First evaluation');
    expect(now?.programs['commercial-exercise-ecg']?.criteria['CE3']?.says).not.toContain('First');
    expect(now?.hash).not.toBe(before?.hash);
  });

  test('change the version of the rules', () => {
    const other = loadRules((path) => NONE[path] ?? readRuleText(path));
    expect(other.version).not.toBe(loadRules().version);
  });

  test('leave a file they do not name as it stands, byte for byte', () => {
    const text = readRuleText('payers.json');
    expect(correctedText('payers.json', text, all)).toBe(text);
  });

  test('each names files that are there, what it corrects, and another value', () => {
    for (const { id, files, was, is, why } of all) {
      for (const path of files) expect(readRuleText(path), id).toBeTruthy();
      expect(JSON.stringify(is), id).not.toBe(JSON.stringify(was));
      expect(why.length, id).toBeGreaterThan(10);
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test.each([
    ['another value', { at: 'criteria.CE3.says', was: 'Something else.' }],
    ['a place that is not there', { at: 'criteria.CE9.says', was: 'Something.' }],
    ['a value where it would add one', { at: 'criteria.CE3.says' }],
    ['a name every object has', { at: 'constructor.name', was: 'Object' }],
  ])('a file that holds %s is refused', (_, change) => {
    const one = { id: 'c', on: '2026-11-30', files: [PROGRAM], is: 'New.', why: 'Because.', ...change };
    const texts = { 'corrections.json': JSON.stringify({ corrections: [one] }) };
    expect(() => bundleOf(texts)).toThrow(`corrections.json: c: ${PROGRAM} does not hold that`);
  });

  test('a draft in the place of a released file is taken as it is written', () => {
    const file = JSON.parse(readRuleText(PROGRAM));
    file.criteria.CE3.says = 'A draft.';
    const readText = withDrafts(readRuleText, [draftOf('draft.json', JSON.stringify(file))]);
    const bundle = loadRules(readText).select('uhc-commercial', '2026-05-12');
    expect(bundle?.programs['commercial-exercise-ecg']?.criteria['CE3']?.says).toBe('A draft.');
    expect(correctionsBut(readRuleText, [PROGRAM])).not.toContain(PROGRAM);
  });
});
