import type { Procedure } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import { type Check, judgedBy, type Scene } from './check.ts';
import { type CodedLine, sameBiller } from './coded-line.ts';

type Unit = NonNullable<Procedure['unit']>;

/** A started unit counts whole; the rounding before it swallows binary fractions (0.4 / 0.1). */
const unitsFor = (doseMg: number, { amount }: Unit) => Math.ceil(Math.round((doseMg / amount) * 1000) / 1000);

const isWaste = ({ modifiers }: CodedLine) => modifiers.includes('JW');

/** Units given, over the lines of one drug, day and biller; discarded units have lines of their own. */
const unitsGiven = (line: CodedLine, lines: readonly CodedLine[]) =>
  lines
    .filter((other) => other.code === line.code && other.date === line.date && sameBiller(line, other))
    .filter((other) => !isWaste(other))
    .reduce((sum, { service }) => sum + (service.units ?? 1), 0);

const judgeDose = (line: CodedLine, unit: Unit, doseMg: number, lines: readonly CodedLine[]): readonly Finding[] => {
  const { code, service } = line;
  const due = unitsFor(doseMg, unit);
  const at = { line: line.line, carc: '16', rarc: 'M53' };
  const rule = `one unit is ${unit.amount} mg, so ${doseMg} mg is ${due} ${due === 1 ? 'unit' : 'units'}`;
  if (service.units === undefined)
    return [
      {
        ...at,
        id: 'drug-units-missing',
        severity: 'warning',
        says: `${code} has no units: ${rule}.`,
        fix: `Report ${code} x${due}.`,
      },
    ];
  if (service.units === due || unitsGiven(line, lines) === due) return [];
  const word = service.units < due ? 'too few' : 'too many';
  return [
    {
      ...at,
      id: 'drug-units-differ-from-dose',
      severity: 'error',
      says: `${code} with ${service.units} ${service.units === 1 ? 'unit' : 'units'} is ${word}: ${rule}.`,
      fix: `Report ${code} x${due}.`,
    },
  ];
};

const judgeUsual = (line: CodedLine, unit: Unit, lines: readonly CodedLine[]): readonly Finding[] => {
  const { code, service } = line;
  const usual = unit.usualUnits;
  if (usual === undefined || service.units === undefined || unitsGiven(line, lines) >= usual) return [];
  return [
    {
      id: 'drug-units-fewer-than-usual',
      severity: 'warning',
      line: line.line,
      says: `${code} with ${service.units} of the usual ${usual} units: one unit is ${unit.amount} ${unit.measure}, the usual dose ${unit.usualDose} ${unit.measure}.`,
      fix: `If the usual dose was given, report ${code} x${usual}.`,
    },
  ];
};

const judgeWaste = (line: CodedLine, unit: Unit, lines: readonly CodedLine[]): readonly Finding[] => {
  const { waste } = unit;
  const at = { id: 'drug-waste-modifier', severity: 'warning' as const, line: line.line };
  if (line.modifiers.includes('JW') && line.modifiers.includes('JZ'))
    return [
      {
        ...at,
        says: 'JW (some discarded) and JZ (none discarded) contradict each other.',
        fix: 'Keep the one that is true.',
      },
    ];
  if (waste && line.modifiers.includes('JZ') && line.date < waste.noneExistsFrom)
    return [
      {
        ...at,
        severity: 'error',
        carc: '182',
        says: `Modifier JZ does not exist before ${waste.noneExistsFrom}.`,
        fix: `Remove JZ from ${line.code}.`,
      },
    ];
  if (line.service.claimType !== 'professional' || !waste || line.date < waste.noneFrom) return [];
  const told = lines.some(
    (other) =>
      other.code === line.code && other.date === line.date && (isWaste(other) || other.modifiers.includes('JZ')),
  );
  if (told) return [];
  return [
    {
      ...at,
      says: `${line.code} says nothing about discarded drug; Medicare, and payers that follow it, ask for it with single-dose containers.`,
      fix: 'Add JZ if nothing was discarded, or report the discarded units on a line of their own with JW.',
    },
  ];
};

const judge = (line: CodedLine, { lines, dialect }: Scene): readonly Finding[] => {
  const { procedure, service } = line;
  const unit = procedure?.unit;
  if (procedure?.companion !== 'agent' || unit?.measure !== 'mg') return [];
  const waste = dialect === 'claim' ? judgeWaste(line, unit, lines) : [];
  if (isWaste(line)) return waste;
  const dose = service.doseMg;
  return [...(dose === undefined ? judgeUsual(line, unit, lines) : judgeDose(line, unit, dose, lines)), ...waste];
};

/** Drug units against the dose given, or against the usual dose, and the modifiers for discarded drug. */
export const drugUnitsCheck: Check = {
  dataSet: judgedBy('drug-units'),
  subject: 'Drug units',
  concerns: ({ procedure }) => procedure?.unit?.measure === 'mg',
  find: (scene) => scene.lines.flatMap((line) => judge(line, scene)),
};
