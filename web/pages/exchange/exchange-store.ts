import { batch, signal } from '@preact/signals';
import type { ListedRequest, RequestPage } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';

const EVERY_MS = 5_000;
const ROWS = 20;
type Shown = Extract<RequestPage, { readonly unchanged: false }>;

export const requests = signal<readonly ListedRequest[] | undefined>(undefined);
export const next = signal<string | undefined>(undefined);
export const problem = signal<Problem | undefined>(undefined);
/** A newer list, not shown yet: it would move the rows under the reader. */
export const waiting = signal<Shown | undefined>(undefined);

let etag: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** An answer about a list the reader has left is dropped. */
let turn = 0;

const show = (page: Shown): void =>
  batch(() => {
    requests.value = page.requests;
    next.value = page.next;
    waiting.value = undefined;
  });

export const showWaiting = (): void => {
  if (waiting.value) show(waiting.value);
};

const take = (page: RequestPage): void => {
  problem.value = undefined;
  if (page.unchanged) return;
  etag = page.etag;
  if (requests.value?.length) waiting.value = page;
  else show(page);
};

const look = async (): Promise<void> => {
  const asked = turn;
  try {
    const page = await api().allRequests({ count: ROWS }, etag);
    if (asked !== turn) return;
    batch(() => take(page));
  } catch (error) {
    if (asked !== turn) return;
    problem.value = problemOf(error);
  }
  timer = setTimeout(() => void look(), document.hidden ? EVERY_MS * 12 : EVERY_MS);
};

/** Opens the list, and looks for changes every few seconds until it is closed. */
export const openExchanges = (): (() => void) => {
  turn += 1;
  etag = undefined;
  batch(() => {
    requests.value = undefined;
    next.value = undefined;
    waiting.value = undefined;
    problem.value = undefined;
  });
  void look();
  return () => {
    turn += 1;
    clearTimeout(timer);
  };
};

/** Puts the page behind the shown ones to them. */
export const showMore = async (): Promise<void> => {
  const asked = turn;
  const page = next.value && (await api().nextRequests(next.value));
  if (!page || page.unchanged || asked !== turn) return;
  batch(() => {
    requests.value = [...(requests.value ?? []), ...page.requests];
    next.value = page.next;
  });
};
