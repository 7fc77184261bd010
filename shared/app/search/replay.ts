import { answerLines } from '../../core/answer/answer.ts';
import { askedOf, coverageOf } from '../../core/answer/question.ts';
import type { Determination } from '../../core/model/determination.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { ENGINE_VERSION } from '../../core/model/version.ts';
import type { OrderRef, StoredDetermination } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';

export type ReplayPorts = Pick<Ports, 'authorizations' | 'codebook' | 'rules'>;

interface Replayed {
  readonly stored: StoredDetermination;
  /** Worked out again from the stored question; nothing of the stored answer is read. */
  readonly again: Determination;
  /** The two are the same bytes. */
  readonly identical: boolean;
}

/**
 * Answers a stored question again. Refused where engine, code tables or rules are no longer those it was answered by:
 * then a difference would prove nothing.
 */
export const replay = async (
  tenant: string,
  order: OrderRef,
  determinationId: string,
  { authorizations, codebook, rules }: ReplayPorts,
): Promise<Result<Replayed>> => {
  const stored = await authorizations.determination(tenant, order, determinationId);
  if (!stored) return refused({ code: 'not-found', says: 'No such determination is held for this order.' });
  const { question, determination } = stored;
  const { versions } = question;
  if (versions.engine !== ENGINE_VERSION || versions.codebook !== codebook.version)
    return refused({ code: 'not-supported', says: 'It was answered by another version of engine or code tables.' });
  const coverage = coverageOf(question, rules.select);
  const again = answerLines(askedOf(question), coverage, codebook, question.today).find(
    ({ line }) => line === determination.line,
  );
  if (!again || again.ruleset?.hash !== determination.ruleset?.hash)
    return refused({ code: 'not-supported', says: 'The rules it was answered by are no longer held for its date.' });
  return ok({ stored, again, identical: JSON.stringify(again) === JSON.stringify(determination) });
};
