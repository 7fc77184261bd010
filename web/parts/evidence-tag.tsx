import type { EvidenceLevel } from '../../client/index.ts';
import { words } from '../words/words.ts';

/** How well a rule is founded; hollow where it is our own estimate. */
export const EvidenceTag = ({ level }: { readonly level: EvidenceLevel | undefined }) =>
  level ? <span class={`tag is-${level}`}>{words.evidence[level]}</span> : null;
