import type { Codebook } from '../model/codebook.ts';
import type { LineNote, ServiceFacts } from '../model/message/inquiry.ts';
import type { Procedure } from '../model/procedure.ts';

/** A line is a test, a companion of one (`lead` = the test's index, if it is in the message), or out of scope. */
interface Role {
  readonly role: 'test' | 'companion' | 'other';
  readonly lead?: number;
}

const isTest = (procedure: Procedure | undefined): boolean => procedure?.role === 'test';
const isImaging = (procedure: Procedure | undefined): boolean =>
  isTest(procedure) && procedure?.group !== 'ecg' && procedure?.group !== 'ecg-special';

/** Notes on an order code without a billing code that leave open which stress test is meant. */
const ASKS_WHICH_TEST: ReadonlySet<LineNote['id']> = new Set([
  'order-code-review',
  'stress-not-implied',
  'codes-disagree',
  'code-not-understood',
]);

/**
 * Payers attach the authorization to the imaging code: the ECG part, agents and tracers of the same date follow the
 * imaging line, and an add-on follows its base code; an agent without imaging follows the ECG test.
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
  const companion = (lead: number | undefined): Role => ({
    role: 'companion',
    ...(lead === undefined ? {} : { lead }),
  });

  return procedures.map((procedure, index): Role => {
    if (procedure === undefined) {
      const asks = lines[index]?.notes?.some(({ id }) => ASKS_WHICH_TEST.has(id)) ?? false;
      return { role: asks ? 'test' : 'other' };
    }
    const image = find(index, isImaging);
    if (procedure.role === 'companion') {
      const parent = find(index, (one) => isImaging(one) && (procedure.parents?.includes(one?.code ?? '') ?? false));
      return companion(parent ?? image ?? find(index, isTest));
    }
    if (procedure.role !== 'test') return { role: 'other' };
    return procedure.group === 'ecg' && image !== undefined ? companion(image) : { role: 'test' };
  });
};
