import type { Determination } from '../../core/model/determination.ts';
import type { Said } from '../said.ts';

/** The number or the rule a yes rests on; the payer's word needs no rule. */
const whatOf = ({ paNeeded, approval, ruleset, ruleLevel, waiver }: Determination): string | undefined => {
  if (paNeeded === 'satisfied') return approval?.number ? `authorization ${approval.number}` : 'the approval on file';
  if (paNeeded !== 'no-auth') return undefined;
  if (waiver) return `the plan’s ${waiver.cite}`;
  return ruleset && ruleLevel ? `rule ${ruleset.id} ${ruleset.version} (${ruleLevel})` : 'what the payer said';
};

/** Of a yes: what it rests on, and when the coverage was known to be in force. */
export const basisLine = ({ determination }: Said, today: string): string | undefined => {
  const what = whatOf(determination);
  return what && `Rests on ${what}; coverage known as of ${today}.`;
};
