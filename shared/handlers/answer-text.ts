import { TooLarge } from '../app/ports/too-large.ts';
import type { Assessment } from '../core/model/assessment.ts';
import { BOUNDS } from '../core/model/bounds.ts';
import { DETAILS, type Detail } from '../fhir/write/answer/explained.ts';
import type { Container } from './container.ts';
import type { Reply } from './handler.ts';
import { answer } from './reply.ts';

type Describing = Pick<Container, 'describe'>;

/** One resource of a searchset: its page has links and a wrapper too. */
const MOST_RESOURCE_BYTES = BOUNDS.answerBytes - 100_000;

export const TOO_LONG = 'The answer would be too long; ask about fewer lines or coverages at once.';

/** A body as it is sent. */
export const textOf = (body: unknown, { describe }: Describing): string => {
  if (body === undefined) return '';
  if (typeof body === 'string') return body;
  return JSON.stringify(describe ? describe(body) : body);
};

interface Written<R> {
  readonly resource: R;
  readonly text: string;
}

/** A resource in the most detail that can be returned; `undefined` where even the least is too long. */
export const writeFitting = <R>(write: (detail: Detail) => R, describing: Describing): Written<R> | undefined => {
  for (const detail of DETAILS) {
    const resource = write(detail);
    const text = textOf(resource, describing);
    if (Buffer.byteLength(text) <= MOST_RESOURCE_BYTES) return { resource, text };
  }
  return undefined;
};

/** Writes an answer once, before it is stored: nothing is stored of one that cannot be returned. @throws TooLarge */
export const answerWriter = <R>(
  write: (assessment: Assessment, detail: Detail) => R,
  describing: Describing,
): { readonly measure: (assessment: Assessment) => void; readonly reply: (assessment: Assessment) => Reply } => {
  let last: { readonly of: Assessment; readonly is: Written<R> } | undefined;
  const written = (assessment: Assessment): Written<R> => {
    if (last?.of === assessment) return last.is;
    const is = writeFitting((detail) => write(assessment, detail), describing);
    if (!is) throw new TooLarge(TOO_LONG);
    last = { of: assessment, is };
    return is;
  };
  return {
    measure: (assessment) => void written(assessment),
    reply: (assessment) => {
      const { resource, text } = written(assessment);
      return { ...answer(resource), text };
    },
  };
};
