import { batch, signal } from '@preact/signals';
import type { QueueFilters, QueuePage, ReviewRow } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';

const EVERY_MS = 5_000;
const ROWS = 50;
type Shown = Extract<QueuePage, { readonly unchanged: false }>;

export const rows = signal<readonly ReviewRow[] | undefined>(undefined);
export const next = signal<string | undefined>(undefined);
export const problem = signal<Problem | undefined>(undefined);
/** A newer queue, not shown yet: it would move the rows under the reader. */
export const waiting = signal<Shown | undefined>(undefined);

let filters: QueueFilters = {};
let etag: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** An answer about a queue the reader has left is dropped. */
let turn = 0;

const show = (page: Shown): void =>
  batch(() => {
    rows.value = page.rows;
    next.value = page.next;
    waiting.value = undefined;
  });

export const showWaiting = (): void => {
  if (waiting.value) show(waiting.value);
};

const take = (page: QueuePage): void => {
  problem.value = undefined;
  if (page.unchanged) return;
  etag = page.etag;
  if (rows.value?.length) waiting.value = page;
  else show(page);
};

const look = async (): Promise<void> => {
  const asked = turn;
  try {
    const page = await api().reviews({ ...filters, count: ROWS }, etag);
    if (asked !== turn) return;
    batch(() => take(page));
  } catch (error) {
    if (asked !== turn) return;
    problem.value = problemOf(error);
  }
  timer = setTimeout(() => void look(), document.hidden ? EVERY_MS * 12 : EVERY_MS);
};

/** Opens a queue, and looks for changes every few seconds until it is closed. */
export const openQueue = (wanted: QueueFilters): (() => void) => {
  turn += 1;
  etag = undefined;
  filters = wanted;
  batch(() => {
    rows.value = undefined;
    next.value = undefined;
    problem.value = undefined;
    waiting.value = undefined;
  });
  void look();
  return () => {
    turn += 1;
    clearTimeout(timer);
  };
};

export const loadMore = async (): Promise<void> => {
  if (!next.value) return;
  const page = await api().nextReviews(next.value);
  if (page.unchanged) return;
  batch(() => {
    rows.value = [...(rows.value ?? []), ...page.rows];
    next.value = page.next;
  });
};
