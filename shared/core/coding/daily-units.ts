import type { Codebook, UnitLimit } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Check, Scene } from './check.ts';
import { type CodedLine, componentOf, isOurs, sameBiller } from './coded-line.ts';

const unitsOf = ({ service }: CodedLine) => service.units ?? 1;

const payeeOf = ({ service }: CodedLine) => (service.claimType === 'institutional' ? 'hospital' : 'practitioner');

const limitFor = (line: CodedLine, codebook: Codebook): UnitLimit | undefined =>
  codebook.unitLimit(line.code, line.date, payeeOf(line));

/** Where the limit is one drug test, a second one is reported on its own line with modifier 59 or XU. */
const isSeparateDrugTest = ({ procedure, modifiers }: CodedLine) =>
  procedure?.companion === 'agent' && (modifiers.includes('59') || modifiers.includes('XU'));

const countsWith = (line: CodedLine, other: CodedLine) =>
  other.code === line.code &&
  other.date === line.date &&
  componentOf(other) === componentOf(line) &&
  sameBiller(line, other) &&
  !isSeparateDrugTest(line) &&
  !isSeparateDrugTest(other);

const MAI_NOTES: Readonly<Record<string, string>> = {
  2: 'The limit follows from the code itself and is absolute.',
  3: 'More can be paid only on appeal, with records that show it.',
};

interface Excess extends UnitLimit {
  readonly severity: Finding['severity'];
}

/** If the claim type is unknown, only units over the limit of every claim type are an error. */
const exceeded = (units: number, line: CodedLine, codebook: Codebook): Excess | undefined => {
  const own = limitFor(line, codebook);
  if (!own) return undefined;
  if (line.service.claimType !== undefined) return units > own.units ? { ...own, severity: 'error' } : undefined;
  const hospital = codebook.unitLimit(line.code, line.date, 'hospital') ?? own;
  const [low, high] = own.units <= hospital.units ? [own, hospital] : [hospital, own];
  if (units > high.units) return { ...high, severity: 'error' };
  return units > low.units ? { ...low, severity: 'warning' } : undefined;
};

const judge = (line: CodedLine, index: number, { lines, codebook }: Scene): readonly Finding[] => {
  const { code } = line;
  if (!isOurs(line)) return [];
  const before = lines.slice(0, index).filter((other) => countsWith(line, other));
  const units = before.reduce((sum, other) => sum + unitsOf(other), unitsOf(line));
  const over = exceeded(units, line, codebook);
  if (!over) return [];
  const counted = before.length ? ` over lines ${[...before, line].map((one) => one.line).join(', ')}` : '';
  const note = MAI_NOTES[over.mai ?? ''];
  return [
    {
      id: 'units-over-daily-limit',
      severity: over.severity,
      line: line.line,
      carc: '151',
      rarc: 'N362',
      says: `${units} units of ${code} on one day${counted}: the daily limit is ${over.units}.${note ? ` ${note}` : ''}`,
      fix: `Report at most ${over.units} ${over.units === 1 ? 'unit' : 'units'} of ${code} for the day${before.length ? ', and remove the repeated line' : ''}.`,
    },
  ];
};

/** Medically unlikely units: summed per code, day and provider group. */
export const dailyUnitsCheck: Check = {
  dataSet: (line) => `unit-limits-${payeeOf(line)}`,
  subject: 'Unit limits',
  concerns: isOurs,
  find: (scene) => scene.lines.flatMap((line, index) => judge(line, index, scene)),
};
