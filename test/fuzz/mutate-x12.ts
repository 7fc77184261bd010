import type { Random } from '../../infra/cli/falsify/random.ts';
import { CODES, NUMBERS, TEXTS, TIMES } from './hostile.ts';

type Segment = string[];
type Mutation = (segments: Segment[], at: number, random: Random) => void;

/** Segments a reader looks for, where nobody expects them. */
const EXTRA: readonly string[] = [
  'HCR*A1*FORGED-1',
  'HCR*ZZ*1',
  'AAA*N**41*N',
  'AAA*Y**42*R',
  'HL*9*4*SS*0',
  'HL*1**20*1',
  'TRN*2*ANOTHER*1311234567',
  'TRN*1*ANOTHER*1311234567',
  'DTP*007*RD8*20991301-20000101',
  'REF*BB*',
  'MSG*',
  'SE*99999999999*0001',
  'ST*278*0001*005010X217',
  'IEA*1*000000007',
  'EB*1**30',
  'EB*R**30*HM',
  'LS*2120',
  'NM1*IL*1*OTHER****MI*MEMBER-OTHER',
];
const ODD = ['', '^', ':', '~', '*', '::::', 'A^A^A', 'A1:A3', ' ', '\n', '20260230', 'RD8', '-1', '1e9'];

const elementIn = (segment: Segment, random: Random): number => random.int(Math.max(1, segment.length));

const MUTATIONS: readonly Mutation[] = [
  (segments, at) => void segments.splice(at, 1),
  (segments, at) => void segments.splice(at, 0, [...(segments[at] ?? [])]),
  (segments, at, random) => void segments.splice(at, 0, random.pick(EXTRA).split('*')),
  (segments, at, random) => {
    const other = random.int(segments.length);
    [segments[at], segments[other]] = [segments[other] ?? [], segments[at] ?? []];
  },
  (segments, at, random) => {
    const segment = segments[at] ?? [];
    segment[elementIn(segment, random)] = random.pick<() => string>([
      () => random.pick(TEXTS),
      () => random.pick(TIMES),
      () => random.pick(CODES),
      () => random.pick(ODD),
      () => String(random.pick(NUMBERS)),
    ])();
  },
  (segments, at, random) => void segments[at]?.splice(elementIn(segments[at] ?? [], random), 1),
  (segments, at, random) => void segments[at]?.push(...Array.from({ length: random.int(40) }, () => random.pick(ODD))),
  (segments, at, random) => {
    for (let left = random.int(300); left > 0; left--) segments.splice(at, 0, [...(segments[at] ?? [])]);
  },
];

/** Of the text as a whole. */
const SPOILED: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, random.int(text.length + 1)),
  (text, random) => text.slice(random.int(text.length + 1)),
  (text, random) => text.replaceAll('~', random.pick(['\n', '~~', '', '~\r\n', '\u001c'])),
  (text, random) => text.replaceAll('*', random.pick(['|', '', '**', '~'])),
  (text) => text + text,
  (text, random) => random.pick(TEXTS) + text,
  (text, random) => {
    const where = random.int(text.length + 1);
    return text.slice(0, where) + random.pick(TEXTS) + text.slice(where);
  },
  (_text, random) =>
    random.pick(['', 'ISA', `ISA${'*'.repeat(200)}`, '~'.repeat(5_000), '<html/>', 'ISA*00*~'.repeat(900)]),
];

/** An interchange with a few segments, elements or marks of it changed. */
export const mutateX12 = (text: string, random: Random): string => {
  const segments = text.split('~').map((segment) => segment.split('*'));
  for (let left = random.int(4); left > 0 && segments.length > 0; left--)
    random.pick(MUTATIONS)(segments, random.int(segments.length), random);
  const mutated = segments.map((segment) => segment.join('*')).join('~');
  return random.chance(0.15) ? random.pick(SPOILED)(mutated, random) : mutated;
};
