import { type CharacterSet, cleanValue } from './clean-value.ts';
import { controlNumber } from './control-number.ts';
import { type Delimiters, OWN_DELIMITERS } from './delimiters.ts';

/** An element to write: a value, components of a composite, or occurrences of either. */
type ElementValue =
  | string
  | undefined
  | readonly (string | undefined)[]
  | { readonly occurrences: readonly (string | readonly string[])[] };

/** A segment to write: its name, and element 01 onwards. */
export type WrittenSegment = readonly [tag: string, ...elements: ElementValue[]];

/** Who exchanges with whom; qualifiers of ISA05 and ISA07. */
export interface InterchangeParties {
  readonly sender: { readonly qualifier: string; readonly id: string };
  readonly receiver: { readonly qualifier: string; readonly id: string };
  /** ISA15: test or production. */
  readonly usage: 'T' | 'P';
}

export interface InterchangeContent extends InterchangeParties {
  /** Control numbers follow from it. */
  readonly messageId: string;
  /** ISO instant; dates and times are written in UTC. */
  readonly at: string;
  /** GS01. */
  readonly groupType: string;
  /** GS08 and ST03. */
  readonly version: string;
  /** ST01. */
  readonly setType: string;
  /** Between ST and SE. */
  readonly segments: readonly WrittenSegment[];
  readonly delimiters?: Delimiters;
  readonly characters?: CharacterSet;
}

const withoutEmptyEnd = (parts: readonly string[]): readonly string[] =>
  parts.slice(0, parts.findLastIndex((part) => part !== '') + 1);

const writeSegment = (
  [tag, ...elements]: WrittenSegment,
  delimiters: Delimiters,
  characters?: CharacterSet,
): string => {
  const one = (text = ''): string => cleanValue(text, delimiters, characters);
  const composite = (parts: readonly (string | undefined)[]): string =>
    withoutEmptyEnd(parts.map(one)).join(delimiters.component);
  const element = (value: ElementValue): string => {
    if (value === undefined || typeof value === 'string') return one(value);
    if (!('occurrences' in value)) return composite(value);
    const written = value.occurrences.map((part) => (typeof part === 'string' ? one(part) : composite(part)));
    return delimiters.repetition ? written.join(delimiters.repetition) : (written[0] ?? '');
  };
  return [tag, ...withoutEmptyEnd(elements.map(element))].join(delimiters.element);
};

const fixed = (text: string, length: number): string => text.slice(0, length).padEnd(length);

/** `20261201` and `0930` of an instant in UTC. */
export const writtenDay = (at: string): string => at.slice(0, 10).replaceAll('-', '');
export const writtenTime = (at: string): string => at.slice(11, 16).replace(':', '');

const SET_CONTROL = '0001';

/** One interchange with one group of one set: what a real-time exchange sends. */
export const writeX12 = (content: InterchangeContent): string => {
  const { messageId, at, groupType, version, setType, segments, sender, receiver, usage } = content;
  const delimiters = content.delimiters ?? OWN_DELIMITERS;
  const control = controlNumber(messageId);
  const clean = (text: string): string => cleanValue(text, delimiters, content.characters);
  const isa = [
    ...['ISA', '00', fixed('', 10), '00', fixed('', 10)],
    ...[fixed(sender.qualifier, 2), fixed(clean(sender.id), 15), fixed(receiver.qualifier, 2)],
    ...[fixed(clean(receiver.id), 15), writtenDay(at).slice(2), writtenTime(at)],
    ...[delimiters.repetition ?? 'U', '00501', control, '0', usage, delimiters.component],
  ].join(delimiters.element);
  const body = segments.map((segment) => writeSegment(segment, delimiters, content.characters));
  const group = String(Number(control));
  const plain = (...segment: WrittenSegment): string => writeSegment(segment, delimiters);
  return [
    isa,
    plain('GS', groupType, sender.id, receiver.id, writtenDay(at), writtenTime(at), group, 'X', version),
    plain('ST', setType, SET_CONTROL, version),
    ...body,
    plain('SE', String(body.length + 2), SET_CONTROL),
    plain('GE', '1', group),
    plain('IEA', '1', control),
  ]
    .map((segment) => segment + delimiters.segment)
    .join('');
};
