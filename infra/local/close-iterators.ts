import { AbstractKeyIterator, AbstractValueIterator } from 'abstract-level';

/**
 * dynalite 4.0.0 ends store iterators with `return`, a method that iterators of abstract-level 3 do not have: none was
 * ever closed, and each kept its memory. Under load that leaked four megabytes a second.
 */
export const closeIterators = (): void => {
  for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator])
    Object.defineProperty(prototype, 'return', {
      configurable: true,
      value(this: typeof prototype) {
        return this.close();
      },
    });
};
