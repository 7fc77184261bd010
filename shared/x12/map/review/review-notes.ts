import { valueAt, wholeText, type X12Segment } from '../../syntax/x12-segment.ts';
import { spokenText, taggedIn, type X12Level } from '../hierarchy.ts';
import type { ReadRejection } from '../request-validation.ts';

const CONTACTS: Readonly<Record<string, string>> = { TE: 'phone', FX: 'fax', EM: 'e-mail', UR: 'web address' };
/** REF*NT is the case number of an item; these say something else. */
const REFERENCES: Readonly<Record<string, string>> = { BB: 'Number of an earlier authorization, not of this one' };

const contactOf = (per: X12Segment): string | undefined => {
  const numbers = [3, 5, 7].flatMap((at) => {
    const kind = CONTACTS[valueAt(per, at) ?? ''];
    return kind ? [`${kind} ${wholeText(per, at + 1)}`] : [];
  });
  return numbers.length ? `The payer is reached by ${numbers.join(', ')}.` : undefined;
};

const referenceOf = (ref: X12Segment): string | undefined => {
  const qualifier = valueAt(ref, 1) ?? '';
  const value = valueAt(ref, 2);
  if (!value || qualifier === 'NT') return undefined;
  const text = wholeText(ref, 3);
  return `${REFERENCES[qualifier] ?? `Reference ${qualifier}`}: ${value}${text ? ` (${text})` : ''}.`;
};

/** What a response says beside its decisions: references, words on the whole, who to reach, services not reviewed. */
export const reviewNotes = (levels: readonly X12Level[], rejections: readonly ReadRejection[]): readonly string[] => {
  const reviewed = levels.filter(({ code }) => code === 'EV' || code === 'SS');
  const hasOwnDecisions = levels.some(({ code, own }) => code === 'SS' && taggedIn(own, 'HCR').length);
  const event = levels.filter(({ code }) => code === 'EV');
  const undecided = reviewed.filter(({ own }) => !taggedIn(own, 'HCR').length);
  const speaking = hasOwnDecisions ? [...event, ...undecided.filter((one) => !event.includes(one))] : undecided;
  return [
    ...reviewed.flatMap(({ own }) => taggedIn(own, 'REF').flatMap((ref) => referenceOf(ref) ?? [])),
    ...speaking.flatMap(({ own }) => taggedIn(own, 'MSG').map(spokenText).filter(Boolean)),
    ...rejections.map(({ at, says }) => `Not taken up in part (${at}): ${says}`),
    ...levels
      .filter(({ code }) => code === '20')
      .flatMap(({ names }) => names.flatMap((name) => taggedIn(name, 'PER').flatMap((per) => contactOf(per) ?? []))),
  ];
};
