import type { Answered, OpenQuestion } from './answer.ts';

const LABEL = 10;
const labelled = (label: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL)}${line}`);

const AUTHORIZATION: Readonly<Record<string, string>> = {
  required: 'authorization required',
  'not-required': 'no authorization required',
  'by-price': 'authorization by price',
  'ask-plan': 'ask the plan',
};

const ruleLine = ({ rule, payer, date }: Answered): string => {
  if (!rule) return `none of ${payer} for this test on ${date}`;
  const { id, version, effectiveFrom, authorization, exceptions, level, sourceRead } = rule;
  const read = sourceRead ? `, source read ${sourceRead}` : '';
  const says = `${AUTHORIZATION[authorization] ?? authorization}${exceptions ? ', with exceptions' : ''}`;
  return `${id} ${version}, in force from ${effectiveFrom}: ${says} (${level}${read})`;
};

/** Never which answer would lead where: whoever answers states what is, not what is wanted. */
const openLine = ({ fact, question, takes }: OpenQuestion): string =>
  `${fact}: ${question}${takes ? ` [${takes}]` : ''}`;

/** The answer for people: advice and sentence, the rule with its level and date, what decided, open questions. */
export const describeAnswer = (answered: Answered): readonly string[] => {
  const { advice, says, payer, code, diagnoses, date, criteria, findings, open, warnings } = answered;
  const met = criteria.filter(({ result }) => result === 'met');
  const coding = findings.filter(({ severity }) => severity !== 'information');
  return [
    ...labelled('Asked', [`${code}${diagnoses.length ? ` for ${diagnoses.join(', ')}` : ''}, ${payer}, ${date}`]),
    ...labelled('Answer', [advice, says]),
    ...labelled('Rule', [ruleLine(answered)]),
    ...labelled(
      'Met',
      met.map((one) => `${one.id}: ${one.says} (${one.cite}, ${one.level})`),
    ),
    ...labelled(
      'Coding',
      coding.map((one) => `${one.severity}: ${one.says} ${one.fix}`),
    ),
    ...labelled('Open', open.map(openLine)),
    ...labelled('Note', [...new Set(warnings)]),
  ];
};
