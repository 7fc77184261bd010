import type { Canonicals } from '../canonical.ts';
import { definitionsOf, type OwnDefinition } from './definitions-of.ts';

/** One of our definitions; `undefined` when there is none of that type and id. */
export const readDefinition = (type: string, id: string, canonicals: Canonicals): OwnDefinition | undefined =>
  definitionsOf(canonicals).get(`${type}/${id}`);

/** Definitions of one type: all of them, or the one with a canonical URL. */
export const findDefinitions = (
  type: string,
  url: string | undefined,
  canonicals: Canonicals,
): readonly OwnDefinition[] =>
  [...definitionsOf(canonicals).values()].filter(
    (one) => one.resourceType === type && (url === undefined || ('url' in one && one.url === url)),
  );
