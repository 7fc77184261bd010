/** Elements: shortest, longest, and whether one must be there. */
export type ElementRow = readonly [min: number, max: number, needed?: 'needed'];

export const REVIEW_ELEMENTS: Readonly<Record<string, readonly ElementRow[]>> = {
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

export type Split = readonly string[];

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
