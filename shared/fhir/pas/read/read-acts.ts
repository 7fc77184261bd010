import { PEER_OUTCOMES, type PeerOutcome } from '../../../core/authorization/request-events.ts';
import type { ReviewerOf } from '../../../core/authorization/review-act.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openParts } from '../../read/parameter-parts.ts';
import { readWord } from '../../read/parameter-values.ts';
import { REVIEWER_RULES, readReviewer, readWords } from './read-reviewer.ts';

const ITEMS = { item: { value: 'valuePositiveInt', repeats: true } } as const;
const TEXT = { text: { value: 'valueString' } } as const;

/** Why a decision is to be looked at again, and for which items. */
interface GivenAsk {
  readonly says: string;
  readonly items?: readonly number[];
}

interface GivenSignature extends GivenAsk {
  readonly outcome: 'confirmed' | 'returned';
  readonly reviewer: ReviewerOf;
}

/** With an outcome: what came of a conversation. Without: the wish for one. */
type GivenPeer =
  | (GivenAsk & { readonly outcome?: undefined })
  | { readonly says: string; readonly outcome: PeerOutcome; readonly reviewer: ReviewerOf };

const itemsIn = (items: readonly number[]) => (items.length ? { items } : {});

const readAsk =
  (why: string) =>
  (message: unknown): Result<GivenAsk> => {
    const opened = openParts(message, { ...TEXT, ...ITEMS });
    if (!opened.ok) return opened;
    const parts = opened.value;
    const says = parts.required('text', why, readWords) ?? '';
    const items = parts.all('item', ({ valuePositiveInt = 0 }) => ok(valuePositiveInt));
    return parts.problems.length ? refused(...parts.problems) : ok({ says, ...itemsIn(items) });
  };

/** Reads `$appeal`. */
export const readAppeal = readAsk('why the decision is wrong, in words');

/** Reads `$withdraw-appeal`. */
export const readAppealWithdrawal = readAsk('why the appeal is taken back, in words');

/** Reads `$confirm`. */
export const readSignature = (message: unknown): Result<GivenSignature> => {
  const opened = openParts(message, { ...TEXT, ...ITEMS, ...REVIEWER_RULES, outcome: { value: 'valueCode' } });
  if (!opened.ok) return opened;
  const parts = opened.value;
  const outcome =
    parts.required('outcome', 'confirmed or returned', ({ valueCode = '' }, at) =>
      readWord(valueCode, ['confirmed', 'returned'] as const, at),
    ) ?? 'returned';
  const reviewer = readReviewer(parts);
  const says = parts.one('text', readWords) ?? '';
  const items = parts.all('item', ({ valuePositiveInt = 0 }) => ok(valuePositiveInt));
  return parts.problems.length ? refused(...parts.problems) : ok({ outcome, reviewer, says, ...itemsIn(items) });
};

/** Reads `$peer-to-peer`: without an outcome it names no reviewer, with one no item. */
export const readPeer = (message: unknown): Result<GivenPeer> => {
  const opened = openParts(message, { ...TEXT, ...ITEMS, ...REVIEWER_RULES, outcome: { value: 'valueCode' } });
  if (!opened.ok) return opened;
  const parts = opened.value;
  const says = parts.required('text', 'why, or what was said, in words', readWords) ?? '';
  const outcome = parts.one('outcome', ({ valueCode = '' }, at) => readWord(valueCode, PEER_OUTCOMES, at));
  const items = parts.all('item', ({ valuePositiveInt = 0 }) => ok(valuePositiveInt));
  if (outcome === undefined)
    return parts.problems.length ? refused(...parts.problems) : ok({ says, ...itemsIn(items) });
  const reviewer = readReviewer(parts);
  const misplaced = items.length
    ? [
        {
          code: 'structure' as const,
          says: 'An outcome is about the items that were asked about.',
          expression: "Parameters.parameter.where(name = 'item')",
        },
      ]
    : [];
  const problems = [...parts.problems, ...misplaced];
  return problems.length ? refused(...problems) : ok({ says, outcome, reviewer });
};
