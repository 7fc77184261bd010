import type { Waiver } from '../model/plan-duty.ts';
import type { Exception } from '../model/ruleset.ts';
import type { LineCase } from './line-case.ts';

type PlanFact = 'planProduct' | 'delegated';

const setsNeed = ({ set }: Exception, group: string | undefined): boolean =>
  set['policies.*.priorAuth'] !== undefined ||
  (group !== undefined && set[`policies.${group}.priorAuth`] !== undefined);

/** Would another value of this fact of the plan change whether authorization is needed, by the payer's exceptions? */
export const turnsOn = (fact: PlanFact, { bundle, procedures }: Pick<LineCase, 'bundle' | 'procedures'>): boolean =>
  bundle !== undefined &&
  bundle !== 'ambiguous' &&
  bundle.ruleset.exceptions.some(
    (exception) => fact in exception.where && procedures.some(({ group }) => setsNeed(exception, group)),
  );

const TAKEN: Readonly<Record<PlanFact, string>> = {
  planProduct: 'No product of the plan is named: taken as an ordinary one of this payer.',
  delegated: 'Nothing says that a medical group decides for this plan: taken as not delegated.',
};

const TAKEN_SAYS: ReadonlySet<string> = new Set(Object.values(TAKEN));
/** A sentence a yes is not to be read without. */
export const isTakenForGranted = (says: string): boolean => TAKEN_SAYS.has(says);

/** What nobody named and the answer turns on: taken as the ordinary case, and said so. */
export const takenForGranted = (
  line: Pick<LineCase, 'bundle' | 'procedures' | 'facts'>,
  waiver: Waiver | undefined,
): readonly string[] =>
  (Object.keys(TAKEN) as PlanFact[]).flatMap((fact) => {
    // A plan's notice spares no member whose group decides, whatever its rules say of such members.
    const counts = turnsOn(fact, line) || (fact === 'delegated' && waiver?.kind === 'exemption');
    return line.facts[fact]?.is !== 'known' && counts ? [TAKEN[fact]] : [];
  });
