import { stringify } from 'csv-stringify/sync';
import type { Visit } from '../../../client/index.ts';
import { statusOf } from '../../../shared/app/search/status-words.ts';
import { decodeText } from '../../../shared/handlers/csv/decode-text.ts';
import { align } from '../align.ts';
import { type JsonOption, print } from '../print.ts';
import { readBytes } from '../read-file.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { withClient } from '../service/open-client.ts';
import type { ServiceOption } from '../service/options.ts';

interface Options extends JsonOption, ServiceOption {
  readonly csv?: boolean;
}

const HEAD = ['row', 'order', 'start', 'code', 'bookable', 'status', 'next'] as const;

const rowOf = ({ row, orders, start = '', codes, answer, state, nextAction, reasons, nextStep }: Visit) => {
  const because = reasons[0]?.says ?? '';
  return [
    String(row || ''),
    orders[0] ?? '',
    start,
    codes.join(' '),
    answer,
    statusOf(state, nextAction?.owner),
    answer === 'cannot-tell' ? `${because} ${nextStep}` : nextStep || because,
  ];
};

interface Page {
  readonly entry?: readonly { readonly resource?: { readonly resourceType?: string } }[];
}
/** Rows as the service answered them, page by page. */
const servedRows = (pages: readonly unknown[]): readonly unknown[] =>
  pages
    .flatMap((page) => ((page as Page).entry ?? []).map(({ resource }) => resource))
    .filter((one) => one?.resourceType === 'Parameters');

/** Names of columns, and whatever else of the list was not read. */
const unreadLine = (name: string): string => (name.endsWith('.') ? name : `Column "${name}" was not read.`);

export const checkWorklist = async (file: string, options: Options): Promise<ExitCode> => {
  if (options.csv && options.json) throw wrongUsage('Give --csv or --json, not both.');
  const list = decodeText(readBytes(file));
  const { found, answers } = await withClient(options.url, (client) => client.checkSchedule(list));
  const table = [HEAD, ...found.rows.map(rowOf)];
  const unread = found.ignored.map(unreadLine);
  const lines = options.csv
    ? [stringify(table, { escape_formulas: true }).trimEnd()]
    : [...align(table), ...(unread.length ? ['', ...unread] : [])];
  print(options, servedRows(answers), found.rows.length || options.csv ? lines : ['The list holds no visit.']);
  return 0;
};
