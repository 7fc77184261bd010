import type { Finding } from '../model/determination.ts';
import { type Check, judgedBy, type Scene, sameDay } from './check.ts';
import { type CodedLine, DISTINCT, isTest, listedLines, sameBiller } from './coded-line.ts';

const testsWith = (line: CodedLine, scene: Scene): readonly CodedLine[] =>
  sameDay(scene, line).filter((other) => isTest(other) && sameBiller(line, other));

const judge = (line: CodedLine, scene: Scene): readonly Finding[] => {
  const { procedure, code, date, modifiers } = line;
  if (procedure?.companion !== 'bundled' || procedure.editsOnly) return [];
  if (modifiers.some((modifier) => DISTINCT.includes(modifier))) return [];
  const tests = testsWith(line, scene);
  const [test] = tests;
  if (!test || tests.some((one) => scene.codebook.pairEdit(one.code, code, date))) return [];
  return [
    {
      id: 'bundled-service',
      severity: 'warning',
      line: line.line,
      carc: '97',
      rarc: 'M15',
      says: `${code} (${procedure.says}) is part of doing ${test.code} (line ${test.line}): ECGs, access to a vein, injections and infusions are not reported beside a stress test.`,
      fix: `Remove ${code}. A modifier (${listedLines(DISTINCT, 'or')}) is right only if it was a truly separate encounter.`,
    },
  ];
};

/**
 * The NCCI policy manual bundles more than the pair edits list: on claims, a service no edit covers still gets a
 * warning.
 */
export const bundledCheck: Check = {
  dataSet: judgedBy('procedures'),
  find: (scene) => (scene.dialect === 'claim' ? scene.lines.flatMap((line) => judge(line, scene)) : []),
};
