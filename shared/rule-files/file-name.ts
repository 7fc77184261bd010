import { groupBy } from '../core/model/group-by.ts';

const FILE = /\/(\d{4}-\d{2}-\d{2})(?:-v(\d+\.\d+\.\d+))?\.json$/;

/** The version a revision's name gives. */
export const revisionIn = (path: string): string | undefined => FILE.exec(path)?.[2];

export const isDatedFile = (path: string): boolean => FILE.test(path);

/** The name a file has by its content: its first day, for a revision with its version. */
export const fileNameOf = (
  folder: string,
  { effectiveFrom, version, revision }: { effectiveFrom: string; version: string; revision?: object },
): string => `${folder}/${effectiveFrom}${revision ? `-v${version}` : ''}.json`;

/** Negative where `a` is the lower version. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [a, b].map((one) => one.split('.').map(Number));
  return left?.map((part, index) => part - (right?.[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
};

/** Files of one payer or id under each first day, oldest day first; of a day the first file, then its revisions. */
export const filesByDay = (paths: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const named = paths.map((path) => {
    const [, day = '', version = '0.0.0'] = FILE.exec(path) ?? [];
    return { path, day, version };
  });
  const sorted = named.sort((a, b) =>
    a.day === b.day ? compareVersions(a.version, b.version) : a.day < b.day ? -1 : 1,
  );
  return groupBy(
    sorted.map(({ path }) => path),
    (path) => FILE.exec(path)?.[1] ?? '',
  );
};
