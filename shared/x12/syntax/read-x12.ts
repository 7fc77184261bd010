import type { Delimiters } from './delimiters.ts';
import type { Interchange, X12Read } from './interchange.ts';
import { readEnvelope } from './read-envelope.ts';
import { readHeader } from './read-header.ts';
import type { X12Fault } from './x12-fault.ts';
import type { X12Segment } from './x12-segment.ts';

/** Bounds of what is read: a response to one request is a small part of each. */
export const X12_LIMITS = { characters: 2_000_000, segments: 10_000, elements: 100 } as const;

const TAG = /^[A-Z][A-Z0-9]{1,2}$/;
const isBlank = (character: string | undefined): boolean =>
  character !== undefined && ' \r\n\t\uFEFF'.includes(character);

const skipBlank = (text: string, from: number): number => {
  let at = from;
  while (isBlank(text[at])) at += 1;
  return at;
};

const faultAt = (segment: number, code: X12Fault['code'], says: string): X12Fault => ({ code, segment, says });

/** One segment that begins at `at` and ends before `end`. */
const segmentFrom = (
  text: string,
  at: number,
  end: number,
  position: number,
  delimiters: Delimiters,
): X12Segment | X12Fault => {
  const [tag = '', ...elements] = text.slice(at, end).split(delimiters.element, X12_LIMITS.elements + 2);
  if (!TAG.test(tag))
    return faultAt(position, 'segment-name', 'A segment begins with two or three capitals or digits.');
  if (elements.length > X12_LIMITS.elements) return faultAt(position, 'too-long', 'A segment has too many elements.');
  return { tag, position, elements, delimiters };
};

/** Segments of the interchange that begins at `from`, up to its IEA. */
const segmentsFrom = (
  text: string,
  from: number,
  firstPosition: number,
): { readonly segments: readonly X12Segment[]; readonly delimiters: Delimiters; readonly end: number } | X12Fault => {
  const delimiters = readHeader(text, from, firstPosition);
  if ('code' in delimiters) return delimiters;
  const segments: X12Segment[] = [];
  let at = from;
  while (at < text.length) {
    const position = firstPosition + segments.length;
    if (position > X12_LIMITS.segments) return faultAt(position, 'too-long', 'The text has too many segments.');
    const end = text.indexOf(delimiters.segment, at);
    if (end < 0) return faultAt(position, 'truncated', 'The text ends inside a segment.');
    const segment = segmentFrom(text, at, end, position, delimiters);
    if ('code' in segment) return segment;
    segments.push(segment);
    at = skipBlank(text, end + 1);
    if (segment.tag === 'IEA') return { segments, delimiters, end: at };
  }
  return faultAt(firstPosition + segments.length, 'truncated', 'The interchange does not end with IEA.');
};

/** Reads X12 of any separators and any number of interchanges, groups and sets; linear, and never throws. */
export const readX12 = (text: string): X12Read => {
  const refuse = (fault: X12Fault): X12Read => ({ ok: false, fault });
  if (text.length > X12_LIMITS.characters) return refuse(faultAt(1, 'too-long', 'The text is too long.'));
  const interchanges: Interchange[] = [];
  let at = skipBlank(text, 0);
  let position = 1;
  if (at === text.length) return refuse(faultAt(1, 'empty', 'There is no text.'));
  while (at < text.length) {
    const found = segmentsFrom(text, at, position);
    if ('code' in found) return refuse(found);
    const read = readEnvelope(found.segments, found.delimiters);
    if ('code' in read) return refuse(read);
    interchanges.push(read);
    at = found.end;
    position += found.segments.length;
  }
  return { ok: true, interchanges };
};
