import type { Finding } from '../model/determination.ts';
import type { Procedure } from '../model/procedure.ts';
import { type Alike, type Check, judgedBy, type Scene } from './check.ts';
import { type CodedLine, componentOf, isAtFacility, listedLines, sameBiller } from './coded-line.ts';

/** The lines of one biller on one day on a claim of clinicians, by code. */
interface Billed {
  readonly own: readonly Alike[];
  readonly at: (code: string) => Alike;
  readonly has: (codes: readonly string[]) => boolean;
}

const billedWith = (model: CodedLine, kinds: readonly Alike[]): Billed => {
  const own = kinds.filter(([one]) => one && sameBiller(model, one));
  const at = (code: string) => own.filter(([one]) => one?.code === code).flat();
  return { own, at, has: (codes) => codes.every((code) => at(code).length > 0) };
};

const differ = (lines: Alike): boolean =>
  new Set(lines.flatMap(({ service: { performer } }) => performer ?? [])).size > 1;

const found = (kind: Alike, id: string, says: string, fix: string): readonly Finding[] =>
  kind.map(({ line }) => ({ id, severity: 'warning', line, carc: '97', rarc: 'M15', says, fix }));

/** 93016, 93017 and 93018 by one biller outside a facility are 93015. */
const wholeOf = (kind: Alike, procedure: Procedure, billed: Billed, { codebook }: Scene): readonly Finding[] => {
  const whole = procedure.whole === undefined ? undefined : codebook.procedure(procedure.whole);
  const parts = whole?.parts ?? [];
  if (!whole || !parts.length || !billed.has(parts) || billed.has([whole.code])) return [];
  if (isCombinable(billed)) return [];
  const says = `${listedLines(parts, 'and')} of one day under one billing number are the whole test, ${whole.code}.`;
  const fix = `Report ${whole.code} once instead of its parts if this biller did them all; a part another biller did is reported by that biller.`;
  return found(kind, 'parts-without-whole', says, fix);
};

/** Stress echo has a combined code that takes the parts in: then that one is meant. */
const isCombinable = ({ own }: Billed): boolean => own.some(([one]) => one?.procedure?.group === 'stress-echo');

/** 93350 with the ECG parts by the same clinician is 93351, with 26 where another owns the equipment. */
const combinedOf = (kind: Alike, procedure: Procedure, billed: Billed, { codebook }: Scene): readonly Finding[] => {
  const [model] = kind;
  const { combined } = procedure;
  if (!model || !combined || componentOf(model) === 'TC' || billed.has([combined.code])) return [];
  const { clinician, technical } = combined;
  if (!billed.has(clinician) || differ([kind, ...clinician.map(billed.at)].flat())) return [];
  const isWithEquipment = componentOf(model) === '' && billed.has(technical) && !isAtFacility(model, codebook);
  if (!isWithEquipment && componentOf(model) === '' && !isAtFacility(model, codebook)) return [];
  const into = isWithEquipment ? combined.code : `${combined.code}-26`;
  const parts = [model.code, ...clinician, ...(billed.has(technical) ? technical : [])];
  const owner = isWithEquipment ? 'this biller owns the equipment' : 'the equipment is not this biller’s';
  const says = `${listedLines(parts, 'and')} of one day under one billing number are one service, ${combined.code}, where one clinician did them.`;
  const where =
    isWithEquipment && model.service.placeOfService === undefined
      ? ` (${combined.code}-26 where a facility owns the equipment)`
      : '';
  const fix = `Report ${into} instead of ${listedLines(parts, 'and')} if one clinician supervised and read all of it and ${owner}${where}; with several clinicians keep the parts and name who did each.`;
  return found(kind, 'parts-without-combined-code', says, fix);
};

/** Both components of one code by one biller are the code without a modifier. */
const componentsOf = (kind: Alike, procedure: Procedure, billed: Billed, { codebook }: Scene): readonly Finding[] => {
  const [model] = kind;
  if (!model || procedure.pcTc !== 1 || isAtFacility(model, codebook)) return [];
  const components = new Set(billed.at(model.code).map(componentOf));
  if (componentOf(model) === '' || !components.has('26') || !components.has('TC')) return [];
  const says = `${model.code}-26 and ${model.code}-TC of one day under one billing number are the whole service.`;
  const fix = `Report ${model.code} once without modifier if this biller did both; a component another biller did is reported by that biller.`;
  return found(kind, 'components-without-whole', says, fix);
};

const judgeKind = (kind: Alike, kinds: readonly Alike[], scene: Scene): readonly Finding[] => {
  const [model] = kind;
  if (model?.procedure?.role !== 'test' || model.service.claimType === 'institutional') return [];
  const { procedure } = model;
  const billed = billedWith(model, kinds);
  return [
    ...(isAtFacility(model, scene.codebook) ? [] : wholeOf(kind, procedure, billed, scene)),
    ...combinedOf(kind, procedure, billed, scene),
    ...componentsOf(kind, procedure, billed, scene),
  ];
};

/** On a claim: all parts of a test under one billing number, and not the code that is meant for that. */
export const partsOfWholeCheck: Check = {
  isBetweenLines: true,
  dataSet: judgedBy('procedures'),
  find: (scene) =>
    scene.dialect === 'claim'
      ? [...scene.days.values()].flatMap((kinds) => kinds.flatMap((kind) => judgeKind(kind, kinds, scene)))
      : [],
};
