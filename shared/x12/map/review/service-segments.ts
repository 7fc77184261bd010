import type { RequestContent, RequestItem } from '../../../core/submission/request-content.ts';
import type { WrittenSegment } from '../../syntax/write-x12.ts';
import { referenceText } from '../reference-text.ts';
import { writtenDays } from '../x12-dates.ts';

/** A HI segment holds twelve diagnoses, a service line points to four of them. */
const MOST_DIAGNOSES = 12;
const MOST_POINTERS = 4;
const MOST_MODIFIERS = 4;

/** Diagnoses of all services, the reasons for the tests first, as they stand in HI. */
export const diagnosesOf = ({ items }: Pick<RequestContent, 'items'>): readonly string[] => {
  const firsts = items.flatMap(({ diagnoses }) => diagnoses.slice(0, 1));
  const rest = items.flatMap(({ diagnoses }) => diagnoses.slice(1));
  return [...new Set([...firsts, ...rest])].slice(0, MOST_DIAGNOSES);
};

/** One service asked for (loop 2000F), after its HL. */
export const serviceSegments = (
  { trace, days, code, modifiers, units, diagnoses }: RequestItem,
  content: Pick<RequestContent, 'items'>,
  owner: string,
): readonly WrittenSegment[] => {
  const listed = diagnosesOf(content);
  const pointers = diagnoses
    .map((one) => listed.indexOf(one) + 1)
    .filter((at) => at > 0)
    .slice(0, MOST_POINTERS);
  const procedure = ['HC', code, ...modifiers.slice(0, MOST_MODIFIERS)];
  return [
    ['TRN', '1', referenceText(trace.value), owner],
    ['DTP', '472', ...writtenDays(days)],
    ['SV1', procedure, '', 'UN', String(units), '', '', pointers.map(String)],
  ];
};
