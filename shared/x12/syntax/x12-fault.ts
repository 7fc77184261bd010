/** Kinds of text that is no X12 interchange, or not a whole one. */
type X12FaultCode =
  | 'empty'
  | 'not-x12'
  | 'header'
  | 'separators'
  | 'truncated'
  | 'segment-name'
  | 'order'
  | 'count'
  | 'control-number'
  | 'too-long';

/** Why a text was not read. Names the place, never what stands there: it may name a patient. */
export interface X12Fault {
  readonly code: X12FaultCode;
  /** 1-based place of the segment in the text; ISA is 1. */
  readonly segment: number;
  readonly says: string;
}
