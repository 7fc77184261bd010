import type { GivenAttachment } from '../model/message/submitted-request.ts';
import { LOINC_OF_DOCUMENT } from './review-documents.ts';
import type { ReviewItem } from './review-item.ts';
import type { ReviewRequest } from './review-request.ts';

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

const ASKED_FOR: ReadonlySet<string> = new Set(Object.values(LOINC_OF_DOCUMENT));

/** As far as it can meet a need: types that are asked for, and lines there are, so that what is kept is bounded. */
const useful = ({ loincs, lines }: GivenAttachment, sequences: ReadonlySet<number>): readonly GivenAttachment[] => {
  const own = [...new Set(lines)].filter((line) => sequences.has(line));
  if (lines.length > 0 && own.length === 0) return [];
  return [...new Set(loincs)].filter((one) => ASKED_FOR.has(one)).map((one) => ({ loincs: [one], lines: own }));
};
const nameOf = ({ loincs, lines }: GivenAttachment): string => JSON.stringify([loincs, lines]);
const MOST_KEPT = 500;

/** Releases before this one kept the types of documents in the history alone. */
const documentsOf = ({ documents, history }: Pick<ReviewRequest, 'documents' | 'history'>) =>
  documents ?? history.flatMap((event) => ('loincs' in event ? [{ loincs: event.loincs, lines: [] }] : []));

/** What came so far, each type and line once. */
export const allDocuments = (
  before: Pick<ReviewRequest, 'documents' | 'history'>,
  more: readonly GivenAttachment[],
  sequences: readonly number[],
): readonly GivenAttachment[] => {
  const items = new Set(sequences);
  const came = [...documentsOf(before), ...more].flatMap((one) => useful(one, items));
  return [...new Map(came.map((one) => [nameOf(one), one])).values()].slice(0, MOST_KEPT);
};

/** LOINC types of documents that are still missing. */
export const missingDocuments = (items: readonly Pick<ReviewItem, 'state'>[]): readonly string[] => [
  ...new Set(
    items.flatMap(({ state }) =>
      state.is === 'pended' ? state.needs.flatMap((need) => (need.kind === 'document' ? [need.loinc] : [])) : [],
    ),
  ),
];
