import type { Codebook } from '../model/codebook.ts';
import type { Procedure } from '../model/procedure.ts';

interface CodeFamily {
  readonly professional: readonly string[];
  readonly technical: readonly string[];
}

/**
 * The codes for the professional and technical parts of this code's test; empty where modifiers 26 and TC are used
 * instead.
 */
export const codeFamily = (procedure: Procedure, codebook: Codebook): CodeFamily => {
  const whole = procedure.whole === undefined ? procedure : codebook.procedure(procedure.whole);
  const parts = (whole?.parts ?? []).flatMap((part) => codebook.procedure(part) ?? []);
  const codes = (pcTc: 2 | 3) => parts.filter((part) => part.pcTc === pcTc).map(({ code }) => code);
  return { professional: codes(2), technical: codes(3) };
};
