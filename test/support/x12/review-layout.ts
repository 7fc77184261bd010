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

/** Elements: shortest, longest, and whether one must be there. */
type ElementRow = readonly [min: number, max: number, needed?: 'needed'];

const REVIEW_ELEMENTS: Readonly<Record<string, readonly ElementRow[]>> = {
  BHT: [
    [4, 4, 'needed'],
    [2, 2, 'needed'],
    [1, 50, 'needed'],
    [8, 8, 'needed'],
    [4, 8, 'needed'],
    [2, 2],
  ],
  HL: [
    [1, 12, 'needed'],
    [1, 12],
    [1, 2, 'needed'],
    [1, 1],
  ],
  NM1: [
    [2, 3, 'needed'],
    [1, 1, 'needed'],
    [1, 60],
    [1, 35],
    [1, 25],
    [1, 10],
    [1, 10],
    [1, 2],
    [2, 80],
  ],
  REF: [
    [2, 3, 'needed'],
    [1, 50, 'needed'],
    [1, 80],
  ],
  N3: [
    [1, 55, 'needed'],
    [1, 55],
  ],
  N4: [
    [2, 30, 'needed'],
    [2, 2],
    [3, 15],
    [2, 3],
  ],
  PER: [
    [2, 2, 'needed'],
    [1, 60],
    [2, 2],
    [1, 256],
    [2, 2],
    [1, 256],
    [2, 2],
    [1, 256],
  ],
  DMG: [
    [2, 3, 'needed'],
    [8, 35, 'needed'],
    [1, 1],
  ],
  INS: [
    [1, 1, 'needed'],
    [2, 2, 'needed'],
  ],
  TRN: [
    [1, 2, 'needed'],
    [1, 50, 'needed'],
    [10, 10, 'needed'],
    [1, 50],
  ],
  UM: [
    [1, 2, 'needed'],
    [1, 1, 'needed'],
    [1, 2],
    [1, 20],
    [1, 40],
    [1, 3],
  ],
  DTP: [
    [3, 3, 'needed'],
    [2, 3, 'needed'],
    [8, 17, 'needed'],
  ],
  HI: Array.from({ length: 12 }, () => [3, 40] as const),
  SV1: [
    [4, 80, 'needed'],
    [1, 18],
    [2, 2],
    [1, 15],
    [1, 2],
    [1, 2],
    [1, 11],
  ],
  PWK: [
    [2, 2, 'needed'],
    [1, 2, 'needed'],
    [1, 2],
    [2, 3],
    [1, 2],
    [2, 80],
    [1, 80],
  ],
  MSG: [[1, 264, 'needed']],
  HSD: [
    [2, 2],
    [1, 15],
  ],
};

/** Elements that come in pairs: one without the other says nothing. */
const PAIRS: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  NM1: [[8, 9]],
  PER: [
    [3, 4],
    [5, 6],
    [7, 8],
  ],
  UM: [],
  SV1: [[3, 4]],
};

type Split = readonly string[];

export const elementFaults = (segment: Split, table = REVIEW_ELEMENTS): readonly string[] => {
  const [tag = '', ...elements] = segment;
  const rows = table[tag];
  if (!rows) return [`${tag} has no row`];
  const at = (index: number): string => elements[index - 1] ?? '';
  return [
    ...(elements.length > rows.length ? [`${tag} has ${elements.length} elements`] : []),
    ...(elements.at(-1) === '' || elements.at(-1)?.endsWith(':') ? [`${tag} ends with a separator`] : []),
    ...rows.flatMap(([min, max, must], index) => {
      const value = at(index + 1);
      if (!value) return must ? [`${tag}${index + 1} is missing`] : [];
      return value.length < min || value.length > max ? [`${tag}${index + 1} is ${value.length} long`] : [];
    }),
    ...(PAIRS[tag] ?? [])
      .filter(([one, other]) => !at(one) !== !at(other))
      .map(([one]) => `${tag}${one} is half a pair`),
  ];
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
