import { isObject } from '../../../core/model/is-object.ts';
import type { Problem } from '../../../core/model/result.ts';
import type { Entry } from '../../read/message/entry.ts';
import type { Message } from '../../read/message/message.ts';
import { lookUp } from '../../read/message/references.ts';

interface Found {
  readonly reference: string;
  readonly at: string;
}

/** Literal references of a resource, with their places; recursion is safe, the depth was checked. */
const referencesIn = (value: unknown, at: string, skip: string): readonly Found[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => referencesIn(one, `${at}[${index}]`, skip));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]): readonly Found[] => {
    if (`${at}.${name}` === skip) return [];
    return name === 'reference' && typeof inner === 'string'
      ? [{ reference: inner, at: `${at}.reference` }]
      : referencesIn(inner, `${at}.${name}`, skip);
  });
};

interface Closure {
  /** Everything reached, the start included, in the order it was reached. */
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

const SAYS = {
  ambiguous: { code: 'multiple-matches', says: 'The reference fits more than one resource of the Bundle.' },
  dangling: { code: 'not-found', says: 'The reference points to nothing in the Bundle.' },
  outside: {
    code: 'not-found',
    says: 'The reference points out of the Bundle: every resource referred to stands in it once.',
  },
} as const;

/**
 * What is reachable by reference from some entries, and the references that lead nowhere. Each entry is opened once.
 * @param prior a Claim whose own predecessor is not in the Bundle
 */
export const closureOf = (message: Message, start: readonly Entry[], prior?: Entry): Closure => {
  const reached = new Set<Entry>(start);
  const problems: Problem[] = [];
  for (const entry of reached) {
    const skip = entry === prior ? `${entry.path}.related` : '';
    for (const { reference, at } of referencesIn(entry.resource, entry.path, skip)) {
      const found = lookUp(message, { reference }, entry);
      if (found.is === 'found') reached.add(found.entry.container ?? found.entry);
      else problems.push({ ...SAYS[found.is], expression: at });
    }
  }
  return { entries: [...reached], problems };
};
