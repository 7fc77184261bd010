import type { Finding } from '../model/determination.ts';
import type { Procedure } from '../model/procedure.ts';
import { type Alike, type Check, judgedBy, type Scene } from './check.ts';
import { type CodedLine, isSeparateDrugTest, numbersOf, sameBiller } from './coded-line.ts';

type Unit = NonNullable<Procedure['unit']>;

/** A partial unit counts as a whole one; rounding first removes floating-point error (0.4 / 0.1). */
const unitsFor = (doseMg: number, { amount }: Unit) => Math.ceil(Math.round((doseMg / amount) * 1000) / 1000);

const isWaste = ({ modifiers }: CodedLine) => modifiers.includes('JW');

/** The lines of one drug, day and biller, and the units given; discarded units are on lines of their own. */
interface Drug {
  readonly lines: Alike;
  readonly unitsGiven: number;
}

const drugOf = (model: CodedLine, kinds: readonly Alike[]): Drug => {
  const lines = kinds.filter(([other]) => other?.code === model.code && sameBiller(model, other)).flat();
  const given = lines.filter((one) => !isWaste(one));
  return { lines, unitsGiven: given.reduce((sum, { service }) => sum + (service.units ?? 1), 0) };
};

const judgeDose = (line: CodedLine, unit: Unit, doseMg: number, { unitsGiven }: Drug): readonly Finding[] => {
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
  if (service.units === due || unitsGiven === due) return [];
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

const judgeUsual = (line: CodedLine, unit: Unit, { unitsGiven }: Drug): readonly Finding[] => {
  const { code, service } = line;
  const usual = unit.usualUnits;
  if (usual === undefined || service.units === undefined || unitsGiven >= usual) return [];
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

/** The lines of one drug that say that some, or none, was discarded. */
interface Tellings {
  readonly discarded: Alike;
  readonly none: Alike;
}

/** A second drug test of the day, with modifier 59 or XU, has containers of its own. */
const tellingsOf = (model: CodedLine, { lines }: Drug): Tellings => {
  const ofTest = lines.filter((line) => isSeparateDrugTest(line) === isSeparateDrugTest(model));
  const carrying = (modifier: string) =>
    ofTest.filter(({ modifiers }) => modifiers.includes(modifier)).sort((a, b) => a.line - b.line);
  return { discarded: carrying('JW'), none: carrying('JZ') };
};

const WASTE_FIX =
  'Keep the one that is true: JZ on the line of the drug if nothing was discarded, else JW on a line of its own with the discarded units and no JZ.';

/** JZ says of a drug that nothing was discarded: beside JW, on one line or two, one of them is wrong. */
const contradiction = (
  { code, modifiers }: CodedLine,
  { discarded, none }: Tellings,
): Pick<Finding, 'says' | 'fix'> | undefined => {
  const [jw, jz] = [modifiers.includes('JW'), modifiers.includes('JZ')];
  if (jw && jz)
    return { says: 'JW (some discarded) and JZ (none discarded) contradict each other on one line.', fix: WASTE_FIX };
  if (!(jw && none.length) && !(jz && discarded.length)) return undefined;
  const where = `line ${numbersOf(discarded)} with JW, line ${numbersOf(none)} with JZ`;
  return { says: `${code} says both that some was discarded and that none was (${where}).`, fix: WASTE_FIX };
};

const judgeWaste = (line: CodedLine, unit: Unit, tellings: Tellings): readonly Finding[] => {
  const { waste } = unit;
  const at = { id: 'drug-waste-modifier', severity: 'warning' as const, line: line.line };
  const contradicts = contradiction(line, tellings);
  if (contradicts) return [{ ...at, severity: 'error', carc: '4', rarc: 'N519', ...contradicts }];
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
  if (tellings.discarded.length || tellings.none.length) return [];
  return [
    {
      ...at,
      says: `${line.code} says nothing about discarded drug; Medicare, and payers that follow it, ask for it with single-dose containers.`,
      fix: 'Add JZ if nothing was discarded, or report the discarded units on a line of their own with JW.',
    },
  ];
};

const judge = (line: CodedLine, unit: Unit, drug: Drug, tellings: Tellings | undefined): readonly Finding[] => {
  const waste = tellings ? judgeWaste(line, unit, tellings) : [];
  if (isWaste(line)) return waste;
  const dose = line.service.doseMg;
  return [...(dose === undefined ? judgeUsual(line, unit, drug) : judgeDose(line, unit, dose, drug)), ...waste];
};

const judgeKind = (kind: Alike, kinds: readonly Alike[], { dialect }: Scene): readonly Finding[] => {
  const [model] = kind;
  const unit = model?.procedure?.unit;
  if (model?.procedure?.companion !== 'agent' || unit?.measure !== 'mg') return [];
  const drug = drugOf(model, kinds);
  const tellings = dialect === 'claim' ? tellingsOf(model, drug) : undefined;
  return kind.flatMap((line) => judge(line, unit, drug, tellings));
};

/** Compares drug units with the dose given, or else the usual dose, and checks the modifiers for discarded drug. */
export const drugUnitsCheck: Check = {
  dataSet: judgedBy('drug-units'),
  subject: 'Drug units',
  concerns: ({ procedure }) => procedure?.unit?.measure === 'mg',
  find: (scene) => [...scene.days.values()].flatMap((kinds) => kinds.flatMap((kind) => judgeKind(kind, kinds, scene))),
};
