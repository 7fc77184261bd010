import { batch, signal } from '@preact/signals';
import type { DayPage, Visit } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { now, today } from '../../clock.ts';
import { countChanges } from './compare-days.ts';
import { filledSoFar, openedAt } from './filling.ts';
import { isSettling, startSettling } from './settling.ts';
import { keyOf } from './visit-key.ts';

const ROWS = 1_000;
const EVERY_MS = 5_000;
const FILLING_MS = 1_000;

type Shown = Extract<DayPage, { readonly unchanged: false }>;

export const date = signal(today());
export const visits = signal<readonly Visit[] | undefined>(undefined);
/** Rows as they were when they first stood on the list: what flipped since is told. */
export const opened = signal<readonly Visit[]>([]);
/** A newer list, not shown yet: it would move the rows under the reader. */
const waiting = signal<Shown | undefined>(undefined);
export const problem = signal<Problem | undefined>(undefined);
/** When the service answered last. */
export const checkedAt = signal<Date | undefined>(undefined);
export const next = signal<string | undefined>(undefined);

/** Visits there are, while the demo day is still being filled: its rows are shown once and at once. */
export const filling = signal<number | undefined>(undefined);

let dayOpened = now();
let etag: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** An answer about a day the reader has left is dropped. */
let turn = 0;

export const changes = (): number =>
  waiting.value && visits.value ? countChanges(visits.value, waiting.value.rows) : 0;

/** A row is watched from when it first stood on the list. */
const watch = (rows: readonly Visit[]): void => {
  const known = new Set(opened.value.map(keyOf));
  opened.value = [...opened.value, ...rows.filter((visit) => !known.has(keyOf(visit)))];
};

const show = (page: Shown): void =>
  batch(() => {
    watch(page.rows);
    visits.value = page.rows;
    next.value = page.next;
    waiting.value = undefined;
    filling.value = undefined;
  });

/** Shows the list that waits. */
export const showWaiting = (): void => {
  if (waiting.value) show(waiting.value);
};

const isFilling = ({ rows }: Shown): boolean => {
  filling.value = filledSoFar(rows, openedAt(date.value, dayOpened));
  return filling.value !== undefined;
};

const take = (page: DayPage, apply: boolean): void => {
  checkedAt.value = now();
  problem.value = undefined;
  if (page.unchanged) {
    if (filling.value !== undefined && waiting.value && !isFilling(waiting.value)) show(waiting.value);
    return;
  }
  etag = page.etag;
  if (!visits.value?.length && isFilling(page)) {
    waiting.value = page;
    return;
  }
  // Nothing moves under a reader of an empty list.
  if (apply || !visits.value?.length || isSettling()) show(page);
  else waiting.value = page;
  if (waiting.value && changes() === 0) show(page);
};

/** Asks for the day again. @param apply show at once what changed: it is the reader's own doing */
export const refresh = async (apply = true): Promise<void> => {
  clearTimeout(timer);
  const asked = turn;
  try {
    const page = await api().day(date.value, { count: ROWS }, etag);
    if (asked !== turn) return;
    batch(() => take(page, apply));
    if (apply && filling.value === undefined) showWaiting();
  } catch (error) {
    if (asked !== turn) return;
    problem.value = problemOf(error);
  }
  clearTimeout(timer);
  const pause = filling.value === undefined ? EVERY_MS : FILLING_MS;
  timer = setTimeout(() => void refresh(false), document.hidden ? pause * 12 : pause);
};

/** Opens a day, and looks for changes every few seconds until it is closed. */
export const openDay = (day: string): (() => void) => {
  turn += 1;
  etag = undefined;
  dayOpened = now();
  const settled = startSettling();
  batch(() => {
    date.value = day;
    visits.value = undefined;
    opened.value = [];
    waiting.value = undefined;
    filling.value = undefined;
    problem.value = undefined;
    checkedAt.value = undefined;
  });
  void refresh();
  return () => {
    turn += 1;
    clearTimeout(timer);
    settled();
  };
};

/** Rows behind the ones shown. */
export const loadMore = async (): Promise<void> => {
  if (!next.value) return;
  const page = await api().nextPage(next.value);
  if (page.unchanged) return;
  batch(() => {
    visits.value = [...(visits.value ?? []), ...page.rows];
    watch(page.rows);
    next.value = page.next;
  });
};
