import * as z from 'zod/mini';

const coded = z.looseObject({ coding: z._default(z.array(z.looseObject({ code: z.optional(z.string()) })), []) });
const shape = z.looseObject({
  businessStatus: z.optional(coded),
  output: z._default(z.array(z.looseObject({ type: coded })), []),
});

/** An authorization record (Task) in three short lines: its state, the advice, and what to say on the phone. */
export const describeTask = (task: unknown): readonly string[] => {
  const read = shape.safeParse(task);
  if (!read.success) return ['Answer   is no authorization record.'];
  const { businessStatus, output } = read.data;
  const textOf = (code: string): string => {
    const found = output.find(({ type }) => type.coding[0]?.code === code);
    return String(found?.valueString ?? found?.valueCode ?? '');
  };
  return [
    `State    ${businessStatus?.coding[0]?.code ?? 'unknown'}`,
    `Advice   ${textOf('advice')}`,
    `Answer   ${textOf('disposition')}`,
  ];
};
