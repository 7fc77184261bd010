import type { Procedure } from '../codebook.ts';
import type { Finding } from '../determination.ts';
import type { Check, Scene } from './check.ts';
import { type CodedLine, componentOf, isOurs, sameBiller } from './coded-line.ts';

type Limit = NonNullable<Procedure['mue']>;

const unitsOf = ({ service }: CodedLine) => service.units ?? 1;

/** Where the limit counts one drug test, a second one is reported on a line of its own with 59 or XU. */
const countsApart = ({ procedure, modifiers }: CodedLine) =>
  procedure?.mue?.mai === undefined && (modifiers.includes('59') || modifiers.includes('XU'));

const countsWith = (line: CodedLine, other: CodedLine) =>
  other.code === line.code &&
  other.date === line.date &&
  componentOf(other) === componentOf(line) &&
  sameBiller(line, other) &&
  !countsApart(line) &&
  !countsApart(other);

const RIGOUR: Readonly<Record<string, string>> = {
  2: 'The limit follows from the code itself and is absolute.',
  3: 'More can be paid only on appeal, with records that show it.',
};

/** Without a kind of claim, only what no kind of claim allows is an error. */
const exceeded = (units: number, { practitioner, hospital }: Limit, claimType: CodedLine['service']['claimType']) => {
  const limit = claimType === 'institutional' ? hospital : practitioner;
  if (claimType !== undefined) return units > limit ? { limit, severity: 'error' as const } : undefined;
  const [low, high] = [Math.min(practitioner, hospital), Math.max(practitioner, hospital)];
  if (units > high) return { limit: high, severity: 'error' as const };
  return units > low ? { limit: low, severity: 'warning' as const } : undefined;
};

const judge = (line: CodedLine, index: number, { lines }: Scene): readonly Finding[] => {
  const { procedure, code } = line;
  if (!procedure?.mue || !isOurs(line)) return [];
  const before = lines.slice(0, index).filter((other) => countsWith(line, other));
  const units = before.reduce((sum, other) => sum + unitsOf(other), unitsOf(line));
  const over = exceeded(units, procedure.mue, line.service.claimType);
  if (!over) return [];
  const counted = before.length ? ` over lines ${[...before, line].map((one) => one.line).join(', ')}` : '';
  const rigour = RIGOUR[procedure.mue.mai ?? ''];
  return [
    {
      id: 'units-over-daily-limit',
      severity: over.severity,
      line: line.line,
      carc: '151',
      rarc: 'N362',
      says: `${units} units of ${code} on one day${counted}: the daily limit is ${over.limit}.${rigour ? ` ${rigour}` : ''}`,
      fix: `Report at most ${over.limit} ${over.limit === 1 ? 'unit' : 'units'} of ${code} for the day${before.length ? ', and remove the repeated line' : ''}.`,
    },
  ];
};

/** Medically unlikely units: summed per code, day and provider group. */
export const dailyUnitsCheck: Check = {
  dataSet: 'units',
  subject: 'Unit limits and drug units',
  concerns: (line) => isOurs(line) && line.procedure?.mue !== undefined,
  find: (scene) => scene.lines.flatMap((line, index) => judge(line, index, scene)),
};
