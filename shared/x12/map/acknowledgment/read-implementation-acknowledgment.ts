import type { PayerRejection } from '../../../core/submission/payer-response.ts';
import type { TransactionSet } from '../../syntax/interchange.ts';
import { valueAt, type X12Segment } from '../../syntax/x12-segment.ts';
import { type Acknowledgment, isSameNumber, type SentNumbers } from './acknowledged-message.ts';

/** What is wrong with an element (IK403) or a segment (IK304), in our own words. */
const ELEMENT_WORDS: Readonly<Record<string, string>> = {
  '1': 'is missing',
  '2': 'is missing, as another element is there',
  '3': 'is one too many',
  '4': 'is too short',
  '5': 'is too long',
  '6': 'has a character that may not be there',
  '7': 'has a code that is not one of its list',
  '8': 'has a date that is none',
  '9': 'has a time that is none',
  '10': 'stands where another one excludes it',
  '12': 'repeats too often',
  '13': 'repeats too often',
  I10: 'is not used here',
  I11: 'repeats too often',
  I12: 'does not have the form it must have',
  I13: 'is missing',
};
const SEGMENT_WORDS: Readonly<Record<string, string>> = {
  '1': 'is not known',
  '2': 'was not expected here',
  '3': 'is missing',
  '4': 'repeats too often',
  '5': 'repeats too often',
  '6': 'is not of this transaction',
  '7': 'is not in its order',
  '8': 'has errors in its elements',
  I4: 'is not used here',
  I6: 'is missing',
  I7: 'is missing',
  I8: 'repeats too often',
  I9: 'is one too many',
};
const ACCEPTED = ['A', 'E'];

interface Place {
  readonly says: string;
  readonly at: string;
}

/** Place of a segment: its name, loop and position in our message. */
const segmentPlace = (ik3: X12Segment): Place => {
  const tag = valueAt(ik3, 1) ?? 'a segment';
  const loop = valueAt(ik3, 3);
  const position = valueAt(ik3, 2);
  const at = [loop ? `loop ${loop}` : '', `${tag}${position ? ` (segment ${position})` : ''}`]
    .filter(Boolean)
    .join(', ');
  return { says: `${tag}${loop ? ` in loop ${loop}` : ''}`, at };
};

const ofSegment = (ik3: X12Segment): PayerRejection => {
  const code = valueAt(ik3, 4) ?? '';
  const { says, at } = segmentPlace(ik3);
  const words = SEGMENT_WORDS[code] ?? `has error ${code || 'not given'} of X12 element 620`;
  return { code: code || 'IK3', followUp: 'correct', says: `The message was not accepted: ${says} ${words}.`, at };
};

/** The copy of the bad value (IK404) is left out: it may name the patient. */
const ofElement = (ik3: X12Segment, ik4: X12Segment): PayerRejection => {
  const code = valueAt(ik4, 3) ?? '';
  const { says, at } = segmentPlace(ik3);
  const component = valueAt(ik4, 1, 2);
  const place = `element ${valueAt(ik4, 1) ?? 'not given'}${component ? `, component ${component}` : ''}`;
  const words = ELEMENT_WORDS[code] ?? `has error ${code || 'not given'} of X12 element 621`;
  return {
    code: code || 'IK4',
    followUp: 'correct',
    says: `The message was not accepted: ${place} of ${says} ${words}.`,
    at: `${at}, ${place}`,
  };
};

/** More errors than a person reads. */
const MOST_ERRORS = 50;

/** Errors named for our set: each element, and each segment of which no element is named. */
const errorsIn = (segments: readonly X12Segment[]): readonly PayerRejection[] => {
  const groups: { readonly ik3: X12Segment; readonly elements: X12Segment[] }[] = [];
  for (const segment of segments) {
    if (segment.tag === 'IK3') groups.push({ ik3: segment, elements: [] });
    else if (segment.tag === 'IK4') groups.at(-1)?.elements.push(segment);
  }
  return groups
    .flatMap(({ ik3, elements }) => (elements.length ? elements.map((ik4) => ofElement(ik3, ik4)) : [ofSegment(ik3)]))
    .slice(0, MOST_ERRORS);
};

/** 999: whether our transaction set was taken, and where it was not. It says nothing of the request itself. */
export const readImplementationAcknowledgment = (
  { segments }: TransactionSet,
  sent: SentNumbers,
): Acknowledgment | undefined => {
  const group = segments.find(({ tag }) => tag === 'AK1');
  if (!group || !isSameNumber(valueAt(group, 2), sent.group)) return undefined;
  const from = segments.findIndex((one) => one.tag === 'AK2' && isSameNumber(valueAt(one, 2), sent.set));
  const rest = from < 0 ? [] : segments.slice(from + 1);
  const end = rest.findIndex(({ tag }) => tag === 'IK5');
  const closing = from < 0 ? segments.find(({ tag }) => tag === 'AK9') : rest[end];
  const status = closing && valueAt(closing, 1);
  if (!status) return undefined;
  if (ACCEPTED.includes(status)) return { is: 'accepted' };
  const errors = errorsIn(rest.slice(0, end + 1));
  const code = valueAt(closing, closing.tag === 'AK9' ? 5 : 2) ?? status;
  const unsaid = { code, followUp: 'correct', says: 'The message was not accepted, and no place is named.' } as const;
  return { is: 'rejected', rejections: errors.length ? errors : [unsaid] };
};
