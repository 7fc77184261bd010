import { statusOf } from '../../../shared/app/search/status-words.ts';
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

const ASSUMED = 'Not known, taken as nothing to report';
const MOST_ASSUMED = 2;
/** What is not known stands among the open questions already: a few say what is meant. */
const notesOf = (warnings: readonly string[]): readonly string[] => {
  const all = [...new Set(warnings)];
  const assumed = all.filter((one) => one.startsWith(ASSUMED));
  const left = assumed.slice(MOST_ASSUMED);
  const more = left.length ? [`${ASSUMED}: ${left.length} more of the open questions.`] : [];
  return [...all.filter((one) => !left.includes(one)), ...more];
};

/** The answer for people: advice and sentence, the rule with its level and date, what decided, open questions. */
export const describeAnswer = (answered: Answered): readonly string[] => {
  const { advice, says, payer, code, diagnoses, date, criteria, findings, open, warnings, state, owner, past } =
    answered;
  const status = [statusOf(state, owner), past && 'this day has passed'].filter(Boolean).join(': ');
  const met = criteria.filter(({ result }) => result === 'met');
  const coding = findings.filter(({ severity }) => severity !== 'information');
  return [
    ...labelled('Asked', [`${code}${diagnoses.length ? ` for ${diagnoses.join(', ')}` : ''}, ${payer}, ${date}`]),
    ...labelled('Answer', [advice, says]),
    ...labelled('Status', [status].filter(Boolean)),
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
    ...labelled('Note', notesOf(warnings)),
  ];
};
