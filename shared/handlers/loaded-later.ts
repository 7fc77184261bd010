import type { Handler } from './handler.ts';

/** A handler whose code is loaded by its first call. */
export const loadedLater = <Name extends string>(
  load: () => Promise<Readonly<Record<Name, Handler>>>,
  name: Name,
): Handler => {
  let loaded: Promise<Readonly<Record<Name, Handler>>> | undefined;
  return async (request, container) => {
    loaded ??= load();
    return (await loaded)[name](request, container);
  };
};
