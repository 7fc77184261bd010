import type { Delimiters } from './delimiters.ts';

/** One segment as received; its elements are split only where they are read. */
export interface X12Segment {
  readonly tag: string;
  /** 1-based place in its file; ISA is 1. */
  readonly position: number;
  /** The first one is element 01. */
  readonly elements: readonly string[];
  readonly delimiters: Delimiters;
}

/** Text of an element as it stands, separators of parts included: for free text. */
export const wholeText = ({ elements }: X12Segment, element: number): string => (elements[element - 1] ?? '').trim();

/** Occurrences of a repeating element. */
export const occurrences = (segment: X12Segment, element: number): readonly string[] => {
  const text = wholeText(segment, element);
  const { repetition } = segment.delimiters;
  return text && repetition ? text.split(repetition).map((one) => one.trim()) : [text].filter(Boolean);
};

/** Components of one occurrence of a composite. */
export const componentsOf = ({ delimiters }: X12Segment, occurrence: string): readonly string[] =>
  occurrence.split(delimiters.component).map((one) => one.trim());

/** A component of an element's first occurrence; the first one of a simple element is the element. */
export const valueAt = (segment: X12Segment, element: number, component = 1): string | undefined => {
  const [first = ''] = occurrences(segment, element);
  return componentsOf(segment, first)[component - 1] || undefined;
};
