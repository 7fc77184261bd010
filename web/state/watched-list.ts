import { batch, type Signal, signal } from '@preact/signals';
import { type Problem, problemOf } from '../api.ts';

const EVERY_MS = 5_000;
const HIDDEN_EVERY_MS = 60_000;

interface Page<Row> {
  readonly unchanged: false;
  readonly etag: string;
  readonly rows: readonly Row[];
  readonly next?: string;
}
type Looked<Row> = Page<Row> | { readonly unchanged: true };

interface Source<Row, Wanted> {
  /** The first page of what is wanted, or that it is as it was under this ETag. */
  readonly look: (wanted: Wanted, etag: string | undefined) => Promise<Looked<Row>>;
  /** The page behind a next link. */
  readonly follow: (next: string) => Promise<Looked<Row>>;
}

interface WatchedList<Row, Wanted> {
  readonly rows: Signal<readonly Row[] | undefined>;
  readonly next: Signal<string | undefined>;
  readonly problem: Signal<Problem | undefined>;
  /** A newer list, not shown yet: it would move the rows under the reader. */
  readonly waiting: Signal<Page<Row> | undefined>;
  readonly showWaiting: () => void;
  /** Puts the page behind the shown ones to them. */
  readonly showMore: () => Promise<void>;
  /** Opens a list, and looks for changes every few seconds until what it gives back is called. */
  readonly open: (wanted: Wanted) => () => void;
}

/** A list of the service that is kept up to date without moving under its reader. */
export const watchedList = <Row, Wanted>({ look, follow }: Source<Row, Wanted>): WatchedList<Row, Wanted> => {
  const rows = signal<readonly Row[] | undefined>(undefined);
  const next = signal<string | undefined>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const waiting = signal<Page<Row> | undefined>(undefined);
  let etag: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** An answer about a list the reader has left is dropped. */
  let turn = 0;

  const show = (page: Page<Row> | undefined): void =>
    batch(() => {
      rows.value = page?.rows;
      next.value = page?.next;
      waiting.value = undefined;
    });
  const take = (page: Looked<Row>): void => {
    problem.value = undefined;
    if (page.unchanged) return;
    etag = page.etag;
    if (rows.value?.length) waiting.value = page;
    else show(page);
  };
  const watch = async (wanted: Wanted): Promise<void> => {
    const asked = turn;
    try {
      const page = await look(wanted, etag);
      if (asked !== turn) return;
      batch(() => take(page));
    } catch (error) {
      if (asked !== turn) return;
      problem.value = problemOf(error);
    }
    timer = setTimeout(() => void watch(wanted), document.hidden ? HIDDEN_EVERY_MS : EVERY_MS);
  };

  return {
    rows,
    next,
    problem,
    waiting,
    showWaiting: () => {
      if (waiting.value) show(waiting.value);
    },
    showMore: async () => {
      const asked = turn;
      if (!next.value) return;
      try {
        const page = await follow(next.value);
        if (page.unchanged || asked !== turn) return;
        batch(() => {
          rows.value = [...(rows.value ?? []), ...page.rows];
          next.value = page.next;
        });
      } catch (error) {
        if (asked === turn) problem.value = problemOf(error);
      }
    },
    open: (wanted) => {
      turn += 1;
      etag = undefined;
      batch(() => {
        show(undefined);
        problem.value = undefined;
      });
      void watch(wanted);
      return () => {
        turn += 1;
        clearTimeout(timer);
      };
    },
  };
};
