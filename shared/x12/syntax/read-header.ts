import type { Delimiters } from './delimiters.ts';
import type { X12Fault } from './x12-fault.ts';

/** ISA is the only segment of fixed width: its separators stand where their positions say. */
const ISA_LENGTH = 106;
const AFTER = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];
const REPETITION_AT = 82;
const VERSION_AT = [84, 89] as const;
const COMPONENT_AT = 104;
const SEGMENT_AT = 105;
/** From this release on ISA11 is the repetition separator. */
const FIRST_WITH_REPETITION = '00402';

const fault = (code: X12Fault['code'], segment: number, says: string): X12Fault => ({ code, segment, says });

const isUsable = (mark: string): boolean => /^[^A-Za-z0-9 ]$/.test(mark);

/** The separators an ISA segment names that begins at `from`. */
export const readHeader = (text: string, from: number, position: number): Delimiters | X12Fault => {
  if (!text.startsWith('ISA', from)) return fault('not-x12', position, 'An interchange begins with ISA.');
  const isa = text.slice(from, from + ISA_LENGTH);
  const element = isa[AFTER[0] ?? 0] ?? '';
  if (isa.length < ISA_LENGTH) return fault('truncated', position, 'The text ends inside the ISA segment.');
  const isFixed = AFTER.every((at) => isa[at] === element) && isa.split(element).length === AFTER.length + 1;
  if (!isFixed) return fault('header', position, 'The elements of ISA do not have their fixed widths.');
  const given = isa[REPETITION_AT] ?? '';
  const isNewer = isa.slice(...VERSION_AT) >= FIRST_WITH_REPETITION;
  const component = isa[COMPONENT_AT] ?? '';
  const segment = isa[SEGMENT_AT] ?? '';
  const repetition = isNewer && isUsable(given) ? given : undefined;
  const marks = [element, component, segment, ...(repetition ? [repetition] : [])];
  if (!marks.every((mark) => isUsable(mark) || mark === '\n' || mark === '\r') || new Set(marks).size < marks.length)
    return fault('separators', position, 'ISA names a separator twice, or a letter, digit or space as one.');
  return { element, component, segment, ...(repetition ? { repetition } : {}) };
};
