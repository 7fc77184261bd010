import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import { type Check, judgedBy, type Scene } from './check.ts';
import { type CodedLine, isTest } from './coded-line.ts';

type Draft = Omit<Finding, 'line'>;
const onTests =
  (judge: (diagnoses: readonly string[], line: CodedLine, scene: Scene) => readonly Draft[]) =>
  (scene: Scene): readonly Finding[] =>
    scene.lines
      .filter(isTest)
      .flatMap((line) => judge(line.service.diagnoses, line, scene).map((draft) => ({ ...draft, line: line.line })));

/** The chapter of signs and symptoms, and the group that supports a test alone. */
const isReason = (code: string, codebook: Codebook) =>
  codebook.inDiagnosisGroup('dx-a', code) || code.toUpperCase().startsWith('R');

const judgeReasons = (
  diagnoses: readonly string[],
  line: CodedLine,
  { codebook, dialect }: Scene,
): readonly Draft[] => {
  const [first] = diagnoses;
  if (first === undefined)
    return [
      {
        id: 'diagnosis-missing',
        severity: dialect === 'claim' ? 'error' : 'warning',
        carc: '16',
        rarc: 'M76',
        says: `${line.code} has no diagnosis.`,
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

/** Is there a diagnosis, and does it say why the test was done. */
export const reasonCheck: Check = { find: onTests(judgeReasons) };

/** Diagnoses must be billable on the date of service. */
export const validityCheck: Check = {
  dataSet: judgedBy('diagnosis-validity'),
  subject: 'Validity of diagnosis codes',
  concerns: (line) => isTest(line) && line.service.diagnoses.length > 0,
  find: onTests((diagnoses, line, { codebook, dialect }) =>
    [...new Set(diagnoses)].flatMap((code): readonly Draft[] => {
      const { status, says } = codebook.diagnosisOn(code, line.date);
      if (status !== 'invalid') return [];
      const [wrong, ...instead] = (says ?? `${code} is not billable on ${line.date}.`).split(/(?<=\.) /);
      return [
        {
          id: 'diagnosis-not-billable',
          severity: dialect === 'claim' ? 'error' : 'warning',
          carc: '146',
          rarc: 'M76',
          says: `${wrong} Service date ${line.date}.`,
          fix: instead.join(' ') || `Replace ${code} by a code valid on ${line.date}.`,
        },
      ];
    }),
  ),
};
