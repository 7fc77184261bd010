import type { BookableAnswer, Clock, Named, Owner, State } from './answer.ts';

/** One row of a day, or of a list that was checked. */
export interface Visit extends BookableAnswer {
  readonly row: number;
  readonly appointment?: string;
  /** Ids of its orders. */
  readonly orders: readonly string[];
  /** EHR the order is of. */
  readonly source?: string;
  /** With the offset of the site; missing where no visit is on file. */
  readonly start?: string;
  /** YYYY-MM-DD: of the visit, else the order's service date. */
  readonly date?: string;
  readonly codes: readonly string[];
  /** In our own words. */
  readonly test?: string;
  readonly patient?: { readonly id: string; readonly name?: string };
  readonly payer?: Named;
  readonly advice?: string;
  /** Soonest first. */
  readonly clocks: readonly Clock[];
  readonly assignee?: string;
  readonly followUp?: string;
  readonly waitingOn?: string;
  readonly notes: number;
  /** Id of the record. */
  readonly task?: string;
  /** Of the record, for a change on exactly this version. */
  readonly version?: string;
  /** Cells of a list that were not understood, as the service names them. */
  readonly notRead: readonly string[];
}

export interface DayFilters {
  readonly state?: readonly State[];
  readonly owner?: readonly Owner[];
  readonly assignee?: string;
  /** Rows a page, 1,000 at most. */
  readonly count?: number;
}

/** A page of a day; `unchanged` where it still is as the ETag sent along says. */
export type DayPage =
  | { readonly unchanged: true; readonly etag: string }
  | {
      readonly unchanged: false;
      readonly etag: string;
      readonly total: number;
      readonly rows: readonly Visit[];
      /** Address of the next page. */
      readonly next?: string;
    };

/** A schedule that was checked. */
export interface CheckedSchedule {
  readonly rows: readonly Visit[];
  /** Columns of the list nothing was read from. */
  readonly ignored: readonly string[];
}
