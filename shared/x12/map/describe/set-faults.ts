import type { TransactionSet } from '../../syntax/interchange.ts';
import { valueAt, type X12Segment } from '../../syntax/x12-segment.ts';
import { SET_TABLES } from './set-table.ts';

/** Faults of one set that are told; more say nothing new. */
const MOST_FAULTS = 50;

const at = ({ position, tag }: X12Segment, says: string): string => `Segment ${position}: ${tag} ${says}`;

/** Where a set breaks the table of its loops and segments: by place and segment name, never by what stands there. */
export const setFaults = ({ type, segments }: TransactionSet): readonly string[] => {
  const table = SET_TABLES[type];
  if (!table) return [];
  const faults: string[] = [];
  const ids = new Set<string>();
  const codes = new Set<string>();
  let loop: (typeof table.loops)[string] | undefined;
  let isNamed = false;
  let isBefore = true;
  for (const segment of segments) {
    const { tag } = segment;
    if (tag === 'HL') {
      const [id = '', parent, code = ''] = [1, 2, 3].map((element) => valueAt(segment, element));
      isBefore = false;
      isNamed = false;
      loop = table.loops[code];
      if (!loop) faults.push(at(segment, `begins a loop of a kind (HL03) this set does not have.`));
      if (ids.has(id)) faults.push(at(segment, 'has a number (HL01) another loop has.'));
      if (parent !== undefined && !ids.has(parent))
        faults.push(at(segment, 'names a loop above it (HL02) that is not there.'));
      ids.add(id);
      codes.add(code);
      continue;
    }
    if (isBefore) {
      if (!table.top.includes(tag)) faults.push(at(segment, 'does not belong before the first loop.'));
      continue;
    }
    if (!loop) continue;
    isNamed ||= tag === 'NM1';
    if (!(isNamed ? loop.named : loop.own).includes(tag))
      faults.push(at(segment, `does not belong in loop ${loop.loop}.`));
  }
  const missing = table.needed.filter((code) => !codes.has(code));
  return [
    ...faults.slice(0, MOST_FAULTS),
    ...(faults.length > MOST_FAULTS ? [`${faults.length - MOST_FAULTS} more faults are not listed.`] : []),
    ...missing.map((code) => `Set ${type}: loop ${table.loops[code]?.loop ?? code} is missing.`),
  ];
};
