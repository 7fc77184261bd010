import * as z from 'zod/mini';

const coded = z.looseObject({ coding: z._default(z.array(z.looseObject({ code: z.optional(z.string()) })), []) });
const shape = z.looseObject({
  businessStatus: coded,
  output: z._default(z.array(z.looseObject({ type: coded })), []),
});

/** An authorization record (Task), for display. */
export interface Status {
  readonly state: string;
  /** The text or code of an output, by the output's code; empty when there is none. */
  readonly of: (code: string) => string;
  /** A whole output. */
  readonly part: (code: string) => Readonly<Record<string, unknown>> | undefined;
  /** Every output with the code. */
  readonly all: (code: string) => readonly Readonly<Record<string, unknown>>[];
}

/** Throws when it is not an authorization record. */
export const readStatus = (task: unknown): Status => {
  const { businessStatus, output } = shape.parse(task);
  const all = (code: string) => output.filter(({ type }) => type.coding[0]?.code === code);
  const part = (code: string) => all(code)[0];
  return {
    state: businessStatus.coding[0]?.code ?? '',
    part,
    all,
    of: (code) => String(part(code)?.valueString ?? part(code)?.valueCode ?? part(code)?.valueDate ?? ''),
  };
};
