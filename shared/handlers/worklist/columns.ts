/** What a column of a list of visits can mean to us. */
export type Meaning =
  | 'order'
  | 'start'
  | 'date'
  | 'time'
  | 'end'
  | 'code'
  | 'procedure'
  | 'place'
  | 'units'
  | 'facility'
  | 'performer'
  | 'appointment'
  | 'source'
  | 'status';

/**
 * Names of columns, as schedules of common systems export them: in lower case, one blank between words, `#` as `number`.
 * A number at the end of a code column ("CPT 2") is left out; any other name with CPT or HCPCS in it is a procedure.
 */
export const COLUMN_NAMES: Readonly<Record<Meaning, readonly string[]>> = {
  order: [
    'order',
    ...['order id', 'order number', 'order no', 'order num', 'order identifier', 'order reference'],
    ...['placer', 'placer number', 'placer no', 'placer id', 'placer order', 'placer order number', 'placer order id'],
    ...['service request', 'service request id'],
  ],
  start: [
    'start',
    ...['start datetime', 'start date time', 'datetime', 'date time', 'date and time'],
    ...['appt', 'appointment', 'visit', 'scheduled', 'sched', 'exam'].flatMap((word) => [
      `${word} start`,
      `${word} datetime`,
      `${word} date time`,
      `${word} date and time`,
      `${word} dttm`,
    ]),
  ],
  date: [
    ...['date', 'date of service', 'dos', 'start date', 'service date', 'proc date', 'procedure date'],
    ...['appt', 'appointment', 'visit', 'scheduled', 'sched', 'schedule', 'exam'].flatMap((word) => [
      `${word} date`,
      `${word} start date`,
      `${word} dt`,
    ]),
  ],
  time: [
    ...['time', 'start time', 'start tm', 'begin time', 'proc time', 'procedure time'],
    ...['appt', 'appointment', 'visit', 'scheduled', 'sched', 'schedule', 'exam'].flatMap((word) => [
      `${word} time`,
      `${word} start time`,
      `${word} tm`,
    ]),
  ],
  end: ['end', 'end time', 'end datetime', 'end date time', 'appt end', 'appointment end', 'appt end time', 'ende'],
  code: [
    ...['code', 'codes', 'cpt', 'cpts', 'cpt code', 'cpt codes', 'hcpcs', 'hcpcs code', 'cpt hcpcs', 'cpt hcpcs code'],
    ...['proc code', 'proc codes', 'procedure code', 'procedure codes', 'px code', 'px codes', 'billing code'],
    ...['service code', 'exam code', 'cpt 4', 'procedure cpt'],
  ],
  procedure: [
    ...['proc', 'procs', 'procedure', 'procedures', 'px', 'exam', 'study', 'test', 'service'],
    ...['proc', 'procedure', 'exam', 'study', 'test', 'service', 'order'].flatMap((word) => [
      `${word} name`,
      `${word} desc`,
      `${word} description`,
    ]),
  ],
  place: ['place', 'pos', 'pos code', 'place of service', 'place of service code'],
  units: ['units', 'unit', 'qty', 'quantity', 'number of units'],
  facility: ['facility', 'facility id', 'facility npi', 'service facility', 'service facility npi'],
  performer: [
    'performer',
    'performer id',
    'performer npi',
    'performing npi',
    'rendering npi',
    'rendering provider npi',
  ],
  appointment: [
    ...['appointment', 'appointment id', 'appointment number', 'appt', 'appt id', 'appt number', 'appt no'],
    ...['visit id', 'visit number', 'csn'],
  ],
  source: ['source'],
  status: ['status', 'appt status', 'appointment status', 'visit status'],
};

const MEANINGS = new Map(
  Object.entries(COLUMN_NAMES).flatMap(([meaning, names]) => names.map((name) => [name, meaning as Meaning] as const)),
);

/** `ApptDate`, `APPT_DATE`, `Appt. Date:` and `appt date` are the same. */
const plainName = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll('#', ' number ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const meaningOf = (name: string): Meaning | undefined => {
  const plain = plainName(name.slice(0, 80));
  const known = MEANINGS.get(plain);
  if (known) return known;
  const unnumbered = MEANINGS.get(plain.replace(/ \d{1,2}$/, ''));
  if (unnumbered === 'code') return unnumbered;
  // Whatever else is said to hold codes is looked at, so that no code is passed over.
  return /\b(?:cpt|hcpcs)\b/.test(plain) ? 'procedure' : undefined;
};

/** One column of the list: its place, and its name as the file has it. */
export interface Column {
  readonly index: number;
  readonly name: string;
}

export interface ListColumns {
  readonly used: Readonly<Partial<Record<Meaning, readonly Column[]>>>;
  /** Names of columns nothing was read from. */
  readonly ignored: readonly string[];
  readonly count: number;
}

/** The columns of a header line. Of several appointment ids the first counts: nothing depends on them. */
export const readColumns = (header: readonly string[]): ListColumns => {
  const used: Partial<Record<Meaning, Column[]>> = {};
  const ignored: string[] = [];
  for (const [index, name] of header.entries()) {
    const meaning = meaningOf(name);
    const column = { index, name };
    if (!meaning || (meaning === 'appointment' && used.appointment)) ignored.push(name || `column ${index + 1}`);
    else used[meaning] = [...(used[meaning] ?? []), column];
  }
  return { used, ignored, count: header.length };
};

/** Columns a header line has that we know; 0 unless it names the order and the day. */
export const scoreHeader = (header: readonly string[]): number => {
  const { used, ignored, count } = readColumns(header);
  return used.order && (used.start ?? used.date) ? count - ignored.length : 0;
};
