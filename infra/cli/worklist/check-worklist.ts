import * as z from 'zod/mini';
import { readSlot } from '../../local/demo/read-slot.ts';
import { align } from '../align.ts';
import { type JsonOption, print } from '../print.ts';
import { readTextFile } from '../read-file.ts';
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
      valueReference: z.optional(z.looseObject({ reference: z.optional(z.string()), display: z.optional(z.string()) })),
    }),
  ),
});
const page = z.looseObject({
  link: z._default(z.array(z.looseObject({ relation: z.string(), url: z.string() })), []),
  entry: z._default(z.array(z.looseObject({ resource: parameters })), []),
});
type Row = z.infer<typeof parameters>;

const rowOf = (resource: Row): readonly string[] => {
  const part = (name: string) => resource.parameter.find((one) => one.name === name);
  const { reference, display = '' } = part('order')?.valueReference ?? {};
  const { answer, because, nextStep, status } = readSlot(resource);
  const order = reference?.replace('ServiceRequest/', '') ?? display;
  return [
    String(part('row')?.valuePositiveInt ?? ''),
    order,
    part('start')?.valueDateTime ?? '',
    answer,
    status,
    nextStep || because,
  ];
};

const csvCell = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const HEAD = ['row', 'order', 'start', 'bookable', 'status', 'next'] as const;

/** Every row, page by page: the same list is posted to each page's next URL. */
const askAll = async (url: string, body: string): Promise<readonly Row[]> => {
  const contentType = body.trimStart().startsWith('{') ? 'application/fhir+json' : 'text/csv';
  const rows: Row[] = [];
  for (let path: string | undefined = '/r4/$worklist'; path; ) {
    const { link, entry } = page.parse(await askService(url, { method: 'POST', path, body, contentType }));
    rows.push(...entry.map(({ resource }) => resource));
    const next: string | undefined = link.find(({ relation }) => relation === 'next')?.url;
    path = next && `/r4/$worklist${new URL(next).search}`;
  }
  return rows;
};

export const checkWorklist = async (file: string, options: Options): Promise<ExitCode> => {
  if (options.csv && options.json) throw wrongUsage('Give --csv or --json, not both.');
  const body = readTextFile(file);
  const rows = await askAll(await findService(options.url), body);
  const table = [HEAD, ...rows.map(rowOf)];
  const lines = options.csv ? table.map((row) => row.map(csvCell).join(',')) : align(table);
  print(options, rows, rows.length || options.csv ? lines : ['The list holds no visit.']);
  return 0;
};
