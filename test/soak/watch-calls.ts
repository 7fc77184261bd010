/** Answers of one door. */
export interface DoorTimes {
  readonly door: string;
  readonly count: number;
  readonly failed: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
}

/** A door's address without ids. */
const doorOf = (address: string, headers: RequestInit['headers']): string => {
  const { pathname } = new URL(address);
  if (pathname === '/') return String(new Headers(headers).get('x-amz-target'));
  return pathname.replace(/(\/ServiceRequest\/)[^/$]+(\/\$)/, '$1{id}$2');
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Times every call of this process until it is told to stop. Calls that broke off in a kill count for nothing. */
export const watchCalls = () => {
  const plain = globalThis.fetch;
  const times = new Map<string, number[]>();
  const failed = new Map<string, number>();
  globalThis.fetch = async (input, init) => {
    const started = performance.now();
    const response = await plain(input, init);
    const door = doorOf(String(input), init?.headers);
    const all = times.get(door) ?? [];
    times.set(door, all);
    all.push(performance.now() - started);
    if (response.status >= 500) failed.set(door, (failed.get(door) ?? 0) + 1);
    return response;
  };
  return {
    stop: (): readonly DoorTimes[] => {
      globalThis.fetch = plain;
      return [...times]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([door, all]) => {
          const sorted = all.toSorted((a, b) => a - b);
          return {
            door,
            count: all.length,
            failed: failed.get(door) ?? 0,
            medianMs: quantile(sorted, 0.5),
            p99Ms: quantile(sorted, 0.99),
            slowestMs: sorted.at(-1) ?? 0,
          };
        });
    },
  };
};
