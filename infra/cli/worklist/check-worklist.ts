import { stringify } from 'csv-stringify/sync';
import * as z from 'zod/mini';
import { decodeText } from '../../../shared/handlers/csv/decode-text.ts';
import { readSlot } from '../../local/demo/read-slot.ts';
import { align } from '../align.ts';
import { type JsonOption, print } from '../print.ts';
import { readBytes } from '../read-file.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { askService } from '../service/call-service.ts';
import { findService } from '../service/find-service.ts';
import type { ServiceOption } from '../service/options.ts';

interface Options extends JsonOption, ServiceOption {
  readonly csv?: boolean;
}

const parameters = z.looseObject({
  parameter: z.array(
    z.looseObject({
      name: z.string(),
      valuePositiveInt: z.optional(z.number()),
      valueDateTime: z.optional(z.string()),
      valueCoding: z.optional(z.looseObject({ code: z.optional(z.string()), display: z.optional(z.string()) })),
      valueReference: z.optional(z.looseObject({ reference: z.optional(z.string()), display: z.optional(z.string()) })),
    }),
  ),
});
/** Behind the rows: what of the list was not read. */
const outcome = z.looseObject({
  issue: z.array(z.looseObject({ details: z.looseObject({ text: z.string() }) })),
});
const page = z.looseObject({
  link: z._default(z.array(z.looseObject({ relation: z.string(), url: z.string() })), []),
  entry: z._default(z.array(z.looseObject({ resource: z.union([parameters, outcome]) })), []),
});
type Row = z.infer<typeof parameters>;

const rowOf = (resource: Row): readonly string[] => {
  const parts = (name: string) => resource.parameter.filter((one) => one.name === name);
  const part = (name: string) => parts(name)[0];
  const { reference, display = '' } = part('order')?.valueReference ?? {};
  const { answer, because, nextStep, status } = readSlot(resource);
  const order = reference?.replace('ServiceRequest/', '') ?? display;
  return [
    String(part('row')?.valuePositiveInt ?? ''),
    order,
    part('start')?.valueDateTime ?? '',
    parts('code')
      .map(({ valueCoding: { code, display: words = '' } = {} }) => code ?? words)
      .join(' '),
    answer,
    status,
    answer === 'cannot-tell' ? `${because} ${nextStep}` : nextStep || because,
  ];
};

const HEAD = ['row', 'order', 'start', 'code', 'bookable', 'status', 'next'] as const;

/** Every row, page by page: the same list is posted to each page's next URL. */
const askAll = async (url: string, file: Buffer): Promise<{ rows: readonly Row[]; unread: readonly string[] }> => {
  const contentType = decodeText(file).trimStart().startsWith('{') ? 'application/fhir+json' : 'text/csv';
  const body = new Uint8Array(file);
  const rows: Row[] = [];
  let unread: readonly string[] = [];
  for (let path: string | undefined = '/r4/$worklist'; path; ) {
    const { link, entry } = page.parse(await askService(url, { method: 'POST', path, body, contentType }));
    for (const { resource } of entry) {
      const read = parameters.safeParse(resource);
      if (read.success) rows.push(read.data);
      else unread = outcome.parse(resource).issue.map(({ details }) => details.text);
    }
    const next: string | undefined = link.find(({ relation }) => relation === 'next')?.url;
    path = next && `/r4/$worklist${new URL(next).search}`;
  }
  return { rows, unread };
};

export const checkWorklist = async (file: string, options: Options): Promise<ExitCode> => {
  if (options.csv && options.json) throw wrongUsage('Give --csv or --json, not both.');
  const { rows, unread } = await askAll(await findService(options.url), readBytes(file));
  const table = [HEAD, ...rows.map(rowOf)];
  const lines = options.csv
    ? [stringify(table, { escape_formulas: true }).trimEnd()]
    : [...align(table), ...(unread.length ? ['', ...unread] : [])];
  print(options, rows, rows.length || options.csv ? lines : ['The list holds no visit.']);
  return 0;
};
