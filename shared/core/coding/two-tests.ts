import type { Finding } from '../model/determination.ts';
import { type Check, othersOfDay, type Scene } from './check.ts';
import { agreeOrUnknown, type CodedLine, componentOf, isTest, sameBiller } from './coded-line.ts';

/** Imaging tests lead; a stress ECG is part of one of them, and the special ECG tests are not for ischemia. */
const isIschemiaTest = (line: CodedLine) =>
  isTest(line) && line.procedure?.group !== 'ecg' && line.procedure?.group !== 'ecg-special';

const areTwo = (a: CodedLine, b: CodedLine, { codebook }: Scene): boolean => {
  // Two parts of one test: interpretation and tracing, or the clinician's line and the facility's.
  if (!agreeOrUnknown(a.service.claimType, b.service.claimType)) return false;
  // Rest and stress of one perfusion study.
  if (a.code === b.code && a.procedure?.several !== undefined) return false;
  if (a.code === b.code) return componentOf(a) === componentOf(b);
  return !sameBiller(a, b) || codebook.pairEdit(a.code, b.code, a.date) === undefined;
};

/** No edit forbids two imaging tests for ischemia on one day; whether both were needed is for a reviewer to decide. */
export const twoTestsCheck: Check = {
  isBetweenLines: true,
  find: (scene) => {
    return scene.lines.filter(isIschemiaTest).flatMap((line): readonly Finding[] => {
      const other = othersOfDay(scene, line).find((one) => isIschemiaTest(one) && areTwo(line, one, scene));
      if (!other) return [];
      return [
        {
          id: 'two-ischemia-tests',
          severity: 'warning',
          line: line.line,
          carc: '50',
          says: `${line.code} and ${other.code} (line ${other.line}) both look for ischemia on one day. No edit forbids it; a reviewer will ask why both.`,
          fix: 'Document why one test was not enough, or cancel one of them.',
        },
      ];
    });
  },
};
