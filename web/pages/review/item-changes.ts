import type { ReviewCase, ReviewItemState } from '../../../client/index.ts';

export interface ItemChange {
  readonly sequence: number;
  readonly code: string;
  readonly before?: ReviewItemState;
  readonly after: ReviewItemState;
  readonly number?: string;
}

/** Services that stand otherwise than before. */
export const itemChanges = (
  before: Pick<ReviewCase, 'items'>,
  after: Pick<ReviewCase, 'items'>,
): readonly ItemChange[] =>
  after.items.flatMap(({ sequence, codes, state, number }) => {
    const earlier = before.items.find((one) => one.sequence === sequence);
    if (earlier?.state === state && earlier.number === number) return [];
    return [
      {
        sequence,
        code: codes[0] ?? '',
        ...(earlier ? { before: earlier.state } : {}),
        after: state,
        ...(number ? { number } : {}),
      },
    ];
  });
