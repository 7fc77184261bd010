import { elementFaults, REVIEW_ELEMENTS, type Split } from './segment-elements.ts';

/** Where a segment may stand in a loop: the position orders segments, `most` is how often it may repeat. */
export interface SegmentRow {
  readonly tag: string;
  /** Element 01, where several rows share a tag. */
  readonly first?: readonly string[];
  readonly needed?: true;
  readonly most?: number;
}

export interface LoopRow {
  readonly name: string;
  readonly rows: readonly SegmentRow[];
  /** Loops of names in it: NM101 codes, and how many such loops. */
  readonly names: readonly {
    readonly entities: readonly string[];
    readonly needed?: true;
    readonly most: number;
    readonly rows: readonly SegmentRow[];
  }[];
}

const row = (tag: string, most = 1, first?: readonly string[]): SegmentRow => ({
  tag,
  most,
  ...(first ? { first } : {}),
});
const needed = (tag: string, first?: readonly string[]): SegmentRow => ({
  tag,
  needed: true,
  most: 1,
  ...(first ? { first } : {}),
});

const provider = [needed('NM1'), row('REF', 8), row('N3'), row('N4'), row('PER'), row('PRV')];
const member = [needed('NM1'), row('REF', 9), row('N3'), row('N4'), row('DMG'), row('INS')];

/**
 * Loops of a request for review (278, 005010X217) in our own words, put together from public companion guides and public
 * samples; nobody with the licensed guide has checked it.
 */
export const REVIEW_REQUEST_LAYOUT: Readonly<Record<string, LoopRow>> = {
  '20': {
    name: '2000A',
    rows: [needed('HL')],
    names: [{ entities: ['X3', 'PR'], needed: true, most: 1, rows: [needed('NM1')] }],
  },
  '21': {
    name: '2000B',
    rows: [needed('HL')],
    names: [{ entities: ['1P', 'FA'], needed: true, most: 1, rows: provider }],
  },
  '22': { name: '2000C', rows: [needed('HL')], names: [{ entities: ['IL'], needed: true, most: 1, rows: member }] },
  '23': { name: '2000D', rows: [needed('HL')], names: [{ entities: ['QC'], needed: true, most: 1, rows: member }] },
  EV: {
    name: '2000E',
    rows: [
      needed('HL'),
      row('TRN', 2, ['1']),
      needed('UM'),
      row('REF', 1, ['BB']),
      row('REF', 1, ['NT']),
      ...['439', '484', 'ABC', '431', 'AAH', '435', '096'].map((qualifier) => row('DTP', 1, [qualifier])),
      row('HI'),
      row('HSD'),
      row('CRC', 6),
      ...['CL1', 'CR1', 'CR2', 'CR5', 'CR6'].map((tag) => row(tag)),
      row('PWK', 10),
      row('MSG'),
    ],
    names: [
      {
        entities: ['71', '72', '73', '77', 'AAJ', 'DD', 'DK', 'DN', 'FA', 'G3', 'P3', 'QB', 'QV', 'SJ'],
        most: 14,
        rows: provider,
      },
    ],
  },
  SS: {
    name: '2000F',
    rows: [
      needed('HL'),
      row('TRN', 2, ['1']),
      row('UM'),
      row('REF', 1, ['BB']),
      row('REF', 1, ['NT']),
      row('DTP', 1, ['472']),
      row('SV1'),
      row('SV2'),
      row('SV3'),
      row('TOO', 32),
      row('HSD'),
      row('PWK', 10),
      row('MSG'),
    ],
    names: [{ entities: ['1T', '72', '73', 'DD', 'DK', 'DQ', 'FA', 'G3', 'P3', 'QB', 'SJ'], most: 12, rows: provider }],
  },
};

const fits = ({ tag, first }: SegmentRow, [own, one = '']: Split): boolean =>
  own === tag && (!first || first.includes(one));

/** Order, repeats and presence of the segments of one loop. */
const rowFaults = (name: string, rows: readonly SegmentRow[], segments: readonly Split[]): readonly string[] => {
  const faults: string[] = [];
  let at = 0;
  const counts = new Map<SegmentRow, number>();
  for (const segment of segments) {
    const next = rows.findIndex((one, index) => index >= at && fits(one, segment));
    const found = rows[next];
    if (!found) {
      faults.push(`${segment[0]} is misplaced in ${name}`);
      continue;
    }
    at = next;
    counts.set(found, (counts.get(found) ?? 0) + 1);
    if ((counts.get(found) ?? 0) > (found.most ?? 1)) faults.push(`${segment[0]} repeats in ${name}`);
  }
  return [
    ...faults,
    ...rows.filter((one) => one.needed && !counts.has(one)).map(({ tag }) => `${tag} is missing in ${name}`),
  ];
};

/** What a written message breaks of its table; read by splitting at our own separators, not by our reader. */
export const layoutFaults = (
  text: string,
  layout = REVIEW_REQUEST_LAYOUT,
  elements = REVIEW_ELEMENTS,
): readonly string[] => {
  const all = text.split('~').map((segment) => segment.split('*'));
  const from = all.findIndex(([tag]) => tag === 'ST');
  const body = all.slice(
    from + 1,
    all.findIndex(([tag]) => tag === 'SE'),
  );
  const starts = body.flatMap(([tag], index) => (tag === 'HL' ? [index] : []));
  const ids = new Map<string, string>();
  const faults = body.flatMap((segment) => elementFaults(segment, elements));
  for (const [order, start] of starts.entries()) {
    const segments = body.slice(start, starts[order + 1]);
    const [, id = '', parent = '', code = '', child = ''] = segments[0] ?? [];
    const loop = layout[code];
    if (!loop) return [...faults, `no loop has code ${code}`];
    if (id !== String(order + 1)) faults.push(`HL01 ${id} is not in order`);
    if (order && !ids.has(parent)) faults.push(`HL02 ${parent} names no loop`);
    ids.set(id, code);
    const hasChild = starts.some((other) => body[other]?.[2] === id);
    if (child !== (hasChild ? '1' : '0')) faults.push(`HL04 of ${id} is wrong`);
    const names = segments.flatMap(([tag], index) => (tag === 'NM1' ? [index] : []));
    faults.push(...rowFaults(loop.name, loop.rows, segments.slice(0, names[0])));
    for (const [index, name] of names.entries()) {
      const under = segments.slice(name, names[index + 1]);
      const rows = loop.names.find(({ entities }) => entities.includes(under[0]?.[1] ?? ''));
      faults.push(
        ...(rows ? rowFaults(`${loop.name} NM1`, rows.rows, under) : [`NM1*${under[0]?.[1]} in ${loop.name}`]),
      );
    }
    for (const { entities, needed: must, most } of loop.names) {
      const count = names.filter((name) => entities.includes(segments[name]?.[1] ?? '')).length;
      if (count > most || (must && !count)) faults.push(`${count} names in ${loop.name}`);
    }
  }
  return faults;
};
