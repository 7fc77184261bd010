import fc from 'fast-check';
import type { Delimiters } from '../../../shared/x12/syntax/delimiters.ts';
import { type InterchangeContent, writeX12 } from '../../../shared/x12/syntax/write-x12.ts';

export const CONTENT: Omit<InterchangeContent, 'segments'> = {
  sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
  receiver: { qualifier: '30', id: 'PAYER1' },
  usage: 'T',
  messageId: 'message-1',
  at: '2099-03-01T09:30:00.000Z',
  groupType: 'HI',
  version: '005010X217',
  setType: '278',
};

/** Separators partners use, and any others that ISA may name. */
export const anyDelimiters: fc.Arbitrary<Delimiters> = fc
  .uniqueArray(fc.constantFrom(...'*|^~:+>!\\`{}\u001c\u001d\u001e<&%#'), { minLength: 4, maxLength: 4 })
  .map(([element = '', repetition = '', component = '', segment = '']) => ({
    element,
    repetition,
    component,
    segment,
  }));

/** One interchange of these segments, written with the separators given. */
export const written = (segments: InterchangeContent['segments'], changes: Partial<InterchangeContent> = {}): string =>
  writeX12({ ...CONTENT, ...changes, segments });

/** A transaction set given as lines, as a payer would send it: envelope and trailer are made around it. */
export const interchangeOf = (
  set: '271' | '278' | '999',
  lines: readonly string[],
  {
    version,
    marks = '*^:~',
    control = '000000007',
    end = '',
    usage = 'T',
  }: {
    readonly version?: string;
    readonly marks?: string;
    readonly control?: string;
    readonly end?: string;
    readonly usage?: 'T' | 'P';
  } = {},
): string => {
  const [element = '*', repetition = '^', component = ':', segment = '~'] = marks;
  const release = version ?? { '271': '005010X279A1', '278': '005010X217', '999': '005010X231A1' }[set];
  const type = { '271': 'HB', '278': 'HI', '999': 'FA' }[set];
  const all = [
    `ISA*00*          *00*          *30*PAYER1         *ZZ*PRACTICE1      *990301*0931*^*00501*${control}*0*${usage}*:`,
    `GS*${type}*PAYER1*PRACTICE1*20990301*0931*7*X*${release}`,
    `ST*${set}*0001*${release}`,
    ...lines,
    `SE*${lines.length + 2}*0001`,
    'GE*1*7',
    `IEA*1*${control}`,
  ];
  const marksOf: Readonly<Record<string, string>> = { '*': element, '^': repetition, ':': component };
  return all.map((line) => line.replace(/[*^:]/g, (mark) => marksOf[mark] ?? mark) + segment + end).join('');
};
