import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Check, Scene } from './check.ts';
import { type CodedLine, isTest } from './coded-line.ts';

export type LineFinding = Omit<Finding, 'line'>;
export const onTests =
  (judge: (diagnoses: readonly string[], line: CodedLine, scene: Scene) => readonly LineFinding[]) =>
  (scene: Scene): readonly Finding[] =>
    scene.lines
      .filter(isTest)
      .flatMap((line) => judge(line.service.diagnoses, line, scene).map((draft) => ({ ...draft, line: line.line })));

/** A code from the signs and symptoms chapter, or from the group that supports a test by itself. */
const isReason = (code: string, codebook: Codebook) =>
  codebook.inDiagnosisGroup('dx-a', code) || code.toUpperCase().startsWith('R');

/** What a claim gives instead of an ICD-10-CM code. */
const givenInstead = ({ service: { otherDiagnoses = [] } }: CodedLine): string => {
  const [first] = otherDiagnoses;
  if (!first) return '';
  const from = first.system ? `of ${first.system}` : 'without a code system';
  return `; what is given is ${first.code}, ${from}`;
};

const judgeReasons = (
  diagnoses: readonly string[],
  line: CodedLine,
  { codebook, dialect }: Scene,
): readonly LineFinding[] => {
  const [first] = diagnoses;
  if (first === undefined)
    return [
      {
        id: 'diagnosis-missing',
        severity: dialect === 'claim' ? 'error' : 'warning',
        carc: '16',
        rarc: 'M76',
        says: `${line.code} has no ICD-10-CM diagnosis${givenInstead(line)}.`,
        fix: 'Add the ICD-10-CM code of the symptom or disease the test was done for.',
      },
    ];
  const isIn =
    (...groups: readonly string[]) =>
    (code: string) =>
      groups.some((group) => codebook.inDiagnosisGroup(group, code));
  const screening = isIn('dx-screening');
  const grouped = isIn('dx-b', 'dx-weak', 'dx-screening');
  const reason = diagnoses.find((code) => isReason(code, codebook)) ?? diagnoses.find((code) => !grouped(code));
  if (screening(first) && reason !== undefined)
    return [
      {
        id: 'screening-listed-first',
        severity: 'warning',
        carc: '49',
        says: `${first} (screening or routine examination) is listed before ${reason}: the test will be read as screening.`,
        fix: `List ${reason} first if it is the reason for the test.`,
      },
    ];
  if (diagnoses.every(screening) || !diagnoses.every(grouped)) return [];
  const aftercare = diagnoses.every(isIn('dx-weak'));
  return [
    {
      id: 'diagnosis-weak-alone',
      severity: 'warning',
      carc: aftercare ? '50' : '11',
      says: `${diagnoses.join(', ')}: ${aftercare ? 'aftercare and counselling codes do' : 'status, risk, rhythm and pre-procedure codes often do'} not support the test alone (our reading, not a payer list).`,
      fix: 'Add the symptom or the disease that the record documents.',
    },
  ];
};

/** Checks that there is a diagnosis and that it gives a reason for the test. */
export const reasonCheck: Check = { find: onTests(judgeReasons) };
