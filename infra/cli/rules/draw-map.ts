import type { CoverageMap, MapEntry } from '../../../shared/app/search/map-coverage.ts';
import { align } from '../align.ts';

const ANSWERS: Readonly<Record<NonNullable<MapEntry['answer']>, string>> = {
  required: 'required',
  'not-required': 'not needed',
  'by-price': 'by price',
  'ask-plan': 'ask plan',
};
const LEVELS: Readonly<Record<NonNullable<MapEntry['level']>, string>> = {
  verified: 'V',
  secondary: 'S',
  illustrative: 'I',
};

const LEGEND = `
required, not needed, by price = a rule answers (near the price limit: ask)   ask plan = the rule says to ask
~ = an old rule: its source was last read more than a year before the date    no rule = no version for the date
V = the source was read   S = a secondary source   I = our own choice, or unsourced   [n] = see note n`;

type Note = CoverageMap['notes'][number];

const cellOf = ({ word, answer, level }: MapEntry): string =>
  answer && level ? `${word === 'old-rule' ? '~' : ''}${ANSWERS[answer]} ${LEVELS[level]}` : 'no rule';

const rowsOf = ({ entries, notes }: CoverageMap): readonly (readonly string[])[] => {
  const payers = [...new Set(entries.map(({ payer }) => payer))];
  const groups = [...new Set(entries.map(({ group }) => group))];
  const cells = payers.map((payer) => {
    const own = entries.filter((entry) => entry.payer === payer);
    const { effectiveFrom = '-', effectiveTo, retrieved = '-' } = own[0] ?? {};
    const span = effectiveTo ? `${effectiveFrom} to ${effectiveTo}` : effectiveFrom;
    const numbers = notes.flatMap((note, index) => (note.payer === payer ? [`[${index + 1}]`] : []));
    return [payer, ...own.map(cellOf), span, retrieved, numbers.join(' ')];
  });
  return [['payer', ...groups, 'in force from', 'source read', ''], ...cells];
};

const countsOf = ({ entries }: CoverageMap): string => {
  const count = (word: MapEntry['word']) => entries.filter((entry) => entry.word === word).length;
  return `${entries.length} cells: ${count('rule')} rule, ${count('old-rule')} old rule, ${count('asks')} asks, ${count('none')} none.`;
};

const noteLine = ({ payer, level, groups, says, evidence }: Note, index: number, all: number): string => {
  const where = groups.length === all ? 'every group' : groups.join(', ');
  return `[${index + 1}] ${payer}, ${level}, ${where}: ${says} (${evidence})`;
};

/** The map as a table for people. */
export const drawMap = (map: CoverageMap): readonly string[] => {
  const groups = new Set(map.entries.map(({ group }) => group)).size;
  return [
    `How far the rules reach on ${map.date}`,
    '',
    ...align(rowsOf(map)),
    '',
    countsOf(map),
    ...LEGEND.split('\n'),
    ...(map.notes.length ? [''] : []),
    ...map.notes.map((note, index) => noteLine(note, index, groups)),
  ];
};

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The map as CSV, one payer and group per line. */
export const mapAsCsv = ({ date, entries }: CoverageMap): readonly string[] =>
  [
    'date,payer,name,group,word,answer,level,why,ruleset,version,effectiveFrom,effectiveTo,retrieved,exceptions'.split(
      ',',
    ),
    ...entries.map((one) => [
      date,
      one.payer,
      one.payerName,
      one.group,
      one.word,
      one.answer ?? '',
      one.level ?? '',
      one.why ?? '',
      one.ruleset?.id ?? '',
      one.ruleset?.version ?? '',
      one.effectiveFrom ?? '',
      one.effectiveTo ?? '',
      one.retrieved ?? '',
      one.exceptions.join(' '),
    ]),
  ].map((row) => row.map(quoted).join(','));
