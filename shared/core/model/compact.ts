/** Properties that may be undefined become optional. */
type Compact<T> = {
  readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & { readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** The same object without its undefined properties. */
export const compact = <T extends object>(value: T): Compact<T> => {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(value) as (keyof T & string)[]) {
    const one = value[name];
    if (one !== undefined) kept[name] = one;
  }
  return kept as Compact<T>;
};
