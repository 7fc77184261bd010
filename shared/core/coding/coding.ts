import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Dialect, ServiceFacts } from '../model/message/inquiry.ts';
import { bundledCheck } from './bundled.ts';
import { type Check, type Scene, sceneOf } from './check.ts';
import { type CodedLine, codedLines } from './coded-line.ts';
import { addOnCheck, notCardiacCheck, supplyCheck } from './companions.ts';
import { componentCheck } from './components.ts';
import { dailyUnitsCheck } from './daily-units.ts';
import { reasonCheck } from './diagnoses.ts';
import { diagnosisCodeCheck } from './diagnosis-codes.ts';
import { drugUnitsCheck } from './drug-units.ts';
import { modifierCheck } from './modifiers.ts';
import { oneStudyCheck } from './one-study.ts';
import { pairCheck } from './pairs.ts';
import { partsOfWholeCheck } from './parts-of-whole.ts';
import { placeCheck } from './place.ts';
import { twoTestsCheck } from './two-tests.ts';
import { unconfirmedPairCheck } from './unconfirmed-pairs.ts';

const CHECKS: readonly Check[] = [
  componentCheck,
  placeCheck,
  pairCheck,
  unconfirmedPairCheck,
  partsOfWholeCheck,
  modifierCheck,
  oneStudyCheck,
  bundledCheck,
  addOnCheck,
  supplyCheck,
  notCardiacCheck,
  dailyUnitsCheck,
  drugUnitsCheck,
  reasonCheck,
  diagnosisCodeCheck,
  twoTestsCheck,
];

const CHECKS_OF_ONE = CHECKS.filter(({ isBetweenLines }) => !isBetweenLines);

const notChecked = (subject: string | undefined, dataSet: string, line: CodedLine, codebook: Codebook): Finding => {
  const spans = codebook.dataSets
    .filter(({ name }) => name === dataSet)
    .map(({ from, to, retrieved }) => `from ${from}${to ? ` to ${to}` : ''} (retrieved ${retrieved})`);
  return {
    id: `not-checked-${dataSet}`,
    severity: 'information',
    line: line.line,
    says: `${subject}: not checked for this date, ${line.date}.${spans.length ? ` Held ${spans.join('; ')}.` : ''}`,
    fix: 'Check this against the tables in force on the service date.',
  };
};

/** Runs a check on the lines its data set covers; lines on other dates get one "not checked" finding instead. */
const runCheck = (check: Check, scene: Scene): readonly Finding[] => {
  const { dataSet, concerns, subject } = check;
  if (dataSet === undefined) return check.find(scene);
  const { codebook, dialect } = scene;
  if (scene.lines.every((line) => codebook.holdsOn(dataSet(line), line.date))) return check.find(scene);
  const held = scene.lines.filter((line) => codebook.holdsOn(dataSet(line), line.date));
  const missed = scene.lines.find((line) => !codebook.holdsOn(dataSet(line), line.date) && concerns?.(line, scene));
  const found = held.length ? check.find(sceneOf(held, codebook, dialect)) : [];
  return missed ? [...found, notChecked(subject, dataSet(missed), missed, scene.codebook)] : found;
};

/** Keeps a CARC or RARC only if it was in use on the service date. */
const withCodesInUse = (finding: Finding, date: string, codebook: Codebook): Finding => {
  const { carc, rarc, ...rest } = finding;
  if (carc === undefined && rarc === undefined) return finding;
  return {
    ...rest,
    ...(carc !== undefined && codebook.adjustmentCodeOn(carc, date) ? { carc } : {}),
    ...(rarc !== undefined && codebook.adjustmentCodeOn(rarc, date) ? { rarc } : {}),
  };
};

/**
 * Coding problems of these lines, in line order. Only lines with exactly one code are checked. No findings says nothing
 * about medical necessity.
 */
export const checkCoding = (
  lines: readonly ServiceFacts[],
  codebook: Codebook,
  { dialect, serviceDate }: { readonly dialect: Dialect; readonly serviceDate: string },
): readonly Finding[] => {
  const coded = codedLines(lines, codebook, serviceDate);
  if (coded.length === 0) return [];
  const scene = sceneOf(coded, codebook, dialect);
  const found: Finding[] = [];
  for (const check of coded.length > 1 ? CHECKS : CHECKS_OF_ONE) found.push(...runCheck(check, scene));
  if (found.length === 0) return found;
  const place = new Map(coded.map(({ line, date }, index) => [line, { index, date }]));
  return found
    .map((finding) => withCodesInUse(finding, place.get(finding.line)?.date ?? serviceDate, codebook))
    .sort((a, b) => (place.get(a.line)?.index ?? 0) - (place.get(b.line)?.index ?? 0));
};
