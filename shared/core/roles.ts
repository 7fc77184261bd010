import type { Codebook, Procedure } from './codebook.ts';
import type { ServiceFacts } from './inquiry.ts';

/** A line is a test, accompanies one (`lead` = its index, if the message has it), or is no business of ours. */
export interface Role {
  readonly role: 'test' | 'companion' | 'other';
  readonly lead?: number;
}

const isImaging = (procedure: Procedure | undefined) =>
  procedure?.role === 'test' && procedure.group !== 'ecg' && procedure.group !== 'ecg-special';

/**
 * Payers hang the authorization on the image code: the ECG part, add-ons, agents and tracers of the same date follow
 * the imaging line; an agent without one follows the ECG test.
 */
export const rolesOf = (lines: readonly ServiceFacts[], codebook: Codebook, today: string): readonly Role[] => {
  const procedures = lines.map(({ codes }) =>
    codes.map((code) => codebook.procedure(code)).find((one) => one !== undefined),
  );
  const dateOf = (index: number) => lines[index]?.serviceDate ?? today;
  const find = (index: number, fits: (procedure: Procedure | undefined) => boolean): number | undefined => {
    const found = procedures.findIndex(
      (procedure, other) => other !== index && dateOf(other) === dateOf(index) && fits(procedure),
    );
    return found < 0 ? undefined : found;
  };
  const companion = (lead: number | undefined): Role =>
    lead === undefined ? { role: 'companion' } : { role: 'companion', lead };
  return procedures.map((procedure, index): Role => {
    if (procedure === undefined)
      return lines[index]?.notes?.length || lines[index]?.codes.length === 0
        ? otherOrUnread(lines[index])
        : { role: 'other' };
    if (procedure.role === 'companion') {
      const parent = find(index, (one) => one !== undefined && (procedure.parents?.includes(one.code) ?? false));
      return companion(parent ?? find(index, isImaging) ?? find(index, (one) => one?.role === 'test'));
    }
    if (procedure.role !== 'test') return { role: 'other' };
    if (procedure.group !== 'ecg') return { role: 'test' };
    const lead = find(index, isImaging);
    return lead === undefined ? { role: 'test' } : companion(lead);
  });
};

/** An order code that names no billing code is still a question about a stress test when the reader noted why. */
const otherOrUnread = (line: ServiceFacts | undefined): Role =>
  line?.notes?.length ? { role: 'test' } : { role: 'other' };
