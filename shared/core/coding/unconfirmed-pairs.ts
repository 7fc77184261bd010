import type { Finding } from '../model/determination.ts';
import { type Check, judgedBy, othersOfDay, type Scene } from './check.ts';
import { type CodedLine, isOurs, isTest, sameBiller } from './coded-line.ts';

/** Lines other checks warn of: what is part of doing a test, on claims; a tracer of another test. */
const isJudgedElsewhere = ({ procedure }: CodedLine, dialect: Scene['dialect']): boolean =>
  procedure?.companion === 'tracer' ||
  (dialect === 'claim' && procedure?.companion === 'bundled' && !procedure.editsOnly);

/** The line the warning stands on: the one that is no test, else the later one. */
const standsOn = (line: CodedLine, other: CodedLine): boolean =>
  isTest(line) === isTest(other) ? line.line > other.line : !isTest(line);

const judge = (line: CodedLine, scene: Scene): readonly Finding[] => {
  // The copy is of the practitioner table.
  if (line.service.claimType === 'institutional' || isJudgedElsewhere(line, scene.dialect)) return [];
  const other = othersOfDay(scene, line).find(
    (one) =>
      (isOurs(line) || isOurs(one)) &&
      standsOn(line, one) &&
      sameBiller(line, one) &&
      scene.codebook.unconfirmedPair(line.code, one.code, line.date),
  );
  return other
    ? [
        {
          id: 'pair-edit-unconfirmed',
          severity: 'warning',
          line: line.line,
          says: `${line.code} (line ${line.line}) and ${other.code} (line ${other.line}) may not be paid together: one copy of the pair edits has them, unconfirmed.`,
          fix: 'Look the pair up in the NCCI edits in force on the service date before the claim goes out.',
        },
      ]
    : [];
};

/** Pairs that only a copy of the NCCI edits has, or has otherwise than the table held: a warning, never more. */
export const unconfirmedPairCheck: Check = {
  isBetweenLines: true,
  dataSet: judgedBy('pair-edits'),
  find: (scene) =>
    [...scene.days.values()].flatMap((kinds) => kinds.flatMap(([line]) => (line ? judge(line, scene) : []))),
};
