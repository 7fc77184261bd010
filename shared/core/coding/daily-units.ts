import type { Codebook, UnitLimit } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Alike, Check, Scene } from './check.ts';
import { type CodedLine, componentOf, isOurs, isSeparateDrugTest, numbersOf, sameBiller } from './coded-line.ts';

const unitsOf = ({ service }: CodedLine) => service.units ?? 1;

const payeeOf = ({ service }: CodedLine) => (service.claimType === 'institutional' ? 'hospital' : 'practitioner');

const limitFor = (line: CodedLine, codebook: Codebook): UnitLimit | undefined =>
  codebook.unitLimit(line.code, line.date, payeeOf(line));

const countsWith = (line: CodedLine, other: CodedLine) =>
  other.code === line.code &&
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

/** A limit only a copy has decides nothing. */
const excess = (limit: UnitLimit, severity: Finding['severity']): Excess => ({
  ...limit,
  severity: limit.evidence === 'secondary' ? 'warning' : severity,
});

/** If the claim type is unknown, only units over the limit of every claim type are an error. */
const exceeded = (units: number, line: CodedLine, codebook: Codebook): Excess | undefined => {
  const own = limitFor(line, codebook);
  if (!own) return undefined;
  if (line.service.claimType !== undefined) return units > own.units ? excess(own, 'error') : undefined;
  const hospital = codebook.unitLimit(line.code, line.date, 'hospital') ?? own;
  const [low, high] = own.units <= hospital.units ? [own, hospital] : [hospital, own];
  if (units > high.units) return excess(high, 'error');
  return units > low.units ? excess(low, 'warning') : undefined;
};

/** Rest and stress of one perfusion study are not two units of one study. */
const fixOf = ({ code, procedure }: CodedLine, { units }: Excess, isRepeated: boolean): string => {
  const most = `Report at most ${units} ${units === 1 ? 'unit' : 'units'} of ${code} for the day`;
  const study = procedure?.several ? ` If rest and stress were one study, report ${procedure.several} once.` : '';
  return `${most}${isRepeated ? ', and remove the repeated line' : ''}.${study}`;
};

const excessOf = (line: CodedLine, counted: Alike, units: number, over: Excess): Finding => {
  const isRepeated = counted.length > 1;
  const where = isRepeated ? ` over lines ${numbersOf(counted)}` : '';
  const note = MAI_NOTES[over.mai ?? ''];
  return {
    id: 'units-over-daily-limit',
    severity: over.severity,
    line: line.line,
    carc: '151',
    rarc: 'N362',
    says: `${units} units of ${line.code} on one day${where}: the daily limit is ${over.units}${over.evidence === 'secondary' ? ' by one copy of the table' : ''}.${note ? ` ${note}` : ''}`,
    fix: fixOf(line, over, isRepeated),
  };
};

const inOrder = (kinds: readonly Alike[]): Alike => kinds.flat().sort((a, b) => a.line - b.line);
const sumOf = (lines: Alike) => lines.reduce((sum, line) => sum + unitsOf(line), 0);

/** Every line of a group over its limit, whatever their order: none of them is the one too many. */
const judgeDay = (kinds: readonly Alike[], codebook: Codebook): readonly Finding[] => {
  const sums = new Map(kinds.map((kind) => [kind, sumOf(kind)]));
  return kinds.flatMap((kind): readonly Finding[] => {
    const [model] = kind;
    if (!model || !isOurs(model)) return [];
    // A separate drug test counts for itself, line by line.
    if (isSeparateDrugTest(model))
      return kind.flatMap((line) => {
        const over = exceeded(unitsOf(line), line, codebook);
        return over ? [excessOf(line, [line], unitsOf(line), over)] : [];
      });
    const counted = kinds.filter(([other]) => other && countsWith(model, other));
    const units = counted.reduce((sum, one) => sum + (sums.get(one) ?? 0), 0);
    const over = exceeded(units, model, codebook);
    if (!over) return [];
    const lines = inOrder(counted);
    return kind.map((line) => excessOf(line, lines, units, over));
  });
};

/** Medically unlikely units: summed per code, day and provider group. */
export const dailyUnitsCheck: Check = {
  dataSet: (line) => `unit-limits-${payeeOf(line)}`,
  subject: 'Unit limits',
  concerns: isOurs,
  find: ({ days, codebook }: Scene) => [...days.values()].flatMap((kinds) => judgeDay(kinds, codebook)),
};
