import type { Canonicals } from '../fhir/canonical.ts';
import { type TechnicalStatement, writeTechnicalStatement } from '../fhir/write/order/technical-statement.ts';
import { coverageOn } from './coverage-on.ts';
import type { HookCall, Subject } from './hook-service.ts';
import { isOn } from './options.ts';
import { updateActions } from './system-actions.ts';
import { type HookResponse, NO_ADVICE } from './write-hook-response.ts';

/** Each order gets a statement that it could not be checked, and why. */
export const technicalResponse = (
  call: HookCall,
  subjects: readonly Subject[],
  statement: TechnicalStatement,
  canonicals: Canonicals,
): HookResponse => {
  if (!isOn(call, 'coverage-info')) return NO_ADVICE;
  const targets = new Map(subjects.map(({ target }) => [target.exact, target]));
  const statements = [...targets.values()].map((target) => {
    const about = { ...statement, coverage: coverageOn(target, statement.coverage) };
    return { target, extension: writeTechnicalStatement(about, call.version, canonicals) };
  });
  return { cards: [], systemActions: updateActions(statements, call.version) };
};
