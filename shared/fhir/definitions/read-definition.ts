import type { Canonicals } from '../canonical.ts';
import { definitionsOf, type OwnDefinition } from './definitions-of.ts';

/** One definition of ours; `undefined` when there is none of that type and id. */
export const readDefinition = (type: string, id: string, canonicals: Canonicals): OwnDefinition | undefined =>
  definitionsOf(canonicals).get(`${type}/${id}`);
