import type { ReviewItem } from './review-request.ts';

/** A document that came, by its LOINC types and the lines it is about; no line: all of them. */
export interface GivenAttachment {
  readonly loincs: readonly string[];
  readonly lines: readonly number[];
}

const COMPLETE = 'What was asked for is here; a reviewer will decide.';

const meets = ({ loincs, lines }: GivenAttachment, loinc: string, sequence: number): boolean =>
  loincs.includes(loinc) && (lines.length === 0 || lines.includes(sequence));

/** Pended items without what came; an item that waits for nothing more is a reviewer's. */
export const withAttachments = (
  items: readonly ReviewItem[],
  given: readonly GivenAttachment[],
): readonly ReviewItem[] =>
  items.map((item) => {
    const { state, sequence } = item;
    if (state.is !== 'pended') return item;
    const needs = state.needs.filter(
      (need) => need.kind !== 'document' || !given.some((one) => meets(one, need.loinc, sequence)),
    );
    if (needs.length === state.needs.length) return item;
    return { ...item, state: { ...state, needs, ...(needs.length ? {} : { says: [COMPLETE] }) } };
  });

/** LOINC types of documents that are still missing. */
export const missingDocuments = (items: readonly Pick<ReviewItem, 'state'>[]): readonly string[] => [
  ...new Set(
    items.flatMap(({ state }) =>
      state.is === 'pended' ? state.needs.flatMap((need) => (need.kind === 'document' ? [need.loinc] : [])) : [],
    ),
  ),
];
