import type { Extension } from 'fhir/r4';
import type { RequestContent, RequestDocument, RequestItem } from '../../../core/submission/request-content.ts';
import { INFO_CANCELLED, pasDefinition } from '../names.ts';
import type { PasAsked } from './pas-asked.ts';

/** What a message does with one item: X12 1322, and what the guide wants marked. */
export interface AskedItem {
  readonly item: RequestItem;
  readonly does: 'begins' | 'adds' | 'changes' | 'keeps' | 'cancels';
}

/** What is asked of an item; its trace number stays what it is. */
const askedOf = ({ code, modifiers, units, days, placeOfService = '', diagnoses }: RequestItem): string =>
  JSON.stringify([code, modifiers, units, days.start, days.end, placeOfService, diagnoses]);

const doesTo = (item: RequestItem, before: RequestItem | undefined): AskedItem['does'] => {
  if (!before) return 'adds';
  return askedOf(item) === askedOf(before) ? 'keeps' : 'changes';
};

/**
 * Items of a message, with those the message before asked for and this one no longer does: they are cancelled, never left out.
 * Where the message before is not known nothing can be told to have changed.
 */
export const askedItems = ({ what, content, previous }: PasAsked): readonly AskedItem[] => {
  if (what === 'cancel') return content.items.map((item) => ({ item, does: 'cancels' }));
  if (what !== 'update') return content.items.map((item) => ({ item, does: 'begins' }));
  if (!previous) return content.items.map((item) => ({ item, does: 'keeps' }));
  const before = new Map(previous.items.map((item) => [item.sequence, item]));
  const now = new Set(content.items.map(({ sequence }) => sequence));
  return [
    ...content.items.map((item) => ({ item, does: doesTo(item, before.get(item.sequence)) })),
    ...previous.items
      .filter(({ sequence }) => !now.has(sequence))
      .map((item): AskedItem => ({ item, does: 'cancels' })),
  ].toSorted((a, b) => a.item.sequence - b.item.sequence);
};

/** The document was not in the message before. */
export const isNewDocument = ({ name, digest }: RequestDocument, previous: RequestContent | undefined): boolean =>
  previous !== undefined && !previous.documents.some((one) => one.name === name && one.digest === digest);

export const infoChanged = (mark: 'changed' | 'added'): Extension => ({
  url: pasDefinition('extension-infoChanged'),
  valueCode: mark,
});

export const INFO_CANCELLED_FLAG: Extension = { url: INFO_CANCELLED, valueBoolean: true };
