import { addDays } from '../model/dates.ts';
import type { Finding } from '../model/determination.ts';
import { groupBy } from '../model/group-by.ts';
import { type Check, judgedBy, type Scene } from './check.ts';
import { type CodedLine, componentOf } from './coded-line.ts';

/** Days within which two lines may be the two halves of one perfusion study, or one study billed twice; ours. */
const SINGLES_WITHIN = 30;
const WHOLE_WITHIN = 7;

/** The code of rest and stress together: 78452 for 78451 and for 78452. */
const studyOf = ({ procedure, code }: CodedLine): string => procedure?.several ?? code;

const isSingle = ({ procedure }: CodedLine): boolean => procedure?.several !== undefined;

/** Perfusion lines of one biller, one kind of claim and one component: halves of one study can only be among them. */
const familyOf = (line: CodedLine): string => {
  const { providerGroup = '', claimType } = line.service;
  return JSON.stringify([studyOf(line), providerGroup, claimType ?? '', componentOf(line)]);
};

const named = (line: CodedLine) => `${line.code} on ${line.date} (line ${line.line})`;

const meantAsOne = (line: CodedLine, other: CodedLine): Finding => {
  const study = studyOf(line);
  return {
    id: 'one-study-in-two',
    severity: 'warning',
    line: line.line,
    carc: '97',
    rarc: 'M15',
    says: `${named(line)} and ${named(other)} look like one perfusion study: rest and stress are ${study}, on two days as well.`,
    fix: `If they are rest and stress of one study, report ${study} once, with the day the study was completed; else the record must show two studies.`,
  };
};

const areNear = (a: CodedLine, b: CodedLine): boolean => {
  const [first, last] = a.date <= b.date ? [a.date, b.date] : [b.date, a.date];
  if (first === last) return isSingle(a) && isSingle(b);
  return last <= addDays(first, isSingle(a) && isSingle(b) ? SINGLES_WITHIN : WHOLE_WITHIN);
};

/** A line beside the next or the one before of its family: by date, so that no two lines far apart are compared. */
const judgeFamily = (family: readonly CodedLine[]): readonly Finding[] => {
  const sorted = family.toSorted((a, b) => (a.date === b.date ? a.line - b.line : a.date < b.date ? -1 : 1));
  return sorted.flatMap((line, index): readonly Finding[] => {
    const near = [sorted[index - 1], sorted[index + 1]].find((one) => one !== undefined && areNear(line, one));
    return near ? [meantAsOne(line, near)] : [];
  });
};

const isPerfusion = ({ procedure }: CodedLine): boolean =>
  procedure?.role === 'test' && (procedure.group === 'mpi' || procedure.group === 'pet');

/** Rest and stress images of one study, on one day or two, are one code. */
export const oneStudyCheck: Check = {
  isBetweenLines: true,
  dataSet: judgedBy('procedures'),
  find: ({ lines }: Scene) => [...groupBy(lines.filter(isPerfusion), familyOf).values()].flatMap(judgeFamily),
};
