import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { align } from '../align.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { isDay, today } from '../today.ts';
import { type TableStatus, tableStatuses } from './table-status.ts';

const WORDS: Readonly<Record<TableStatus['is'], string>> = {
  holds: 'holds',
  'ends-soon': 'ENDS SOON',
  ended: 'ENDED',
  'not-yet': 'NOT YET',
};

const rowOf = ({ name, is, from, to = '', retrieved, source, newerSince }: TableStatus): readonly string[] => [
  name,
  `${WORDS[is]}${newerSince ? ', NEWER OUT' : ''}`,
  from,
  to,
  retrieved,
  source,
];

export const showStatus = (options: JsonOption & { readonly date?: string }): ExitCode => {
  const date = options.date ?? today();
  if (!isDay(date)) throw wrongUsage(`--date is "${date}"; a day YYYY-MM-DD is needed.`);
  const { dataSets, version } = loadCodebook();
  const tables = tableStatuses(dataSets, date);
  const gone = tables.filter(({ is }) => is === 'ended' || is === 'not-yet');
  const lines = [
    `Code tables on ${date} (version ${version})`,
    '',
    ...align([['table', '', 'from', 'to', 'retrieved', 'source'], ...tables.map(rowOf)]),
    '',
    gone.length
      ? `${gone.length} of ${tables.length} do not hold: what they would check is answered "not checked for this date".`
      : `All ${tables.length} hold.`,
    ...(gone.length ? ['Import a newer public file: npx stresspass codes import --help'] : []),
  ];
  print(options, { date, version, tables }, lines);
  return gone.length ? 1 : 0;
};
