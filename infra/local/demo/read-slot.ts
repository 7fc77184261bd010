import * as z from 'zod/mini';
import { statusOf } from '../../../shared/app/search/status-words.ts';

const text = z.optional(z.string());
const shape = z.looseObject({
  parameter: z.array(
    z.looseObject({
      name: z.string(),
      valueCode: text,
      valueDate: text,
      valueString: text,
      valueCodeableConcept: z.optional(z.looseObject({ text })),
      part: z._default(z.array(z.looseObject({ name: z.string(), valueCode: text })), []),
    }),
  ),
});

/** The answer of `$bookable`, for display. */
interface Slot {
  readonly answer: string;
  readonly because: string;
  readonly days: string;
  readonly nextStep: string;
  /** Where the visit stands, in the words for people, and who has to move. */
  readonly status: string;
}

/** Throws when it is not a `$bookable` answer. */
export const readSlot = (parameters: unknown): Slot => {
  const { parameter } = shape.parse(parameters);
  const part = (name: string) => parameter.find((one) => one.name === name);
  return {
    answer: part('answer')?.valueCode ?? '',
    because: part('reason')?.valueCodeableConcept?.text ?? '',
    days: ['earliest', 'latest'].flatMap((name) => part(name)?.valueDate ?? []).join(' to '),
    nextStep: part('nextStep')?.valueString ?? '',
    status: statusOf(
      part('state')?.valueCode,
      part('nextAction')?.part.find(({ name }) => name === 'owner')?.valueCode,
    ),
  };
};
