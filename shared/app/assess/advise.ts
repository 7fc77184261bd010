import type { Answer, CoverageAnswer } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { patientOfMessage } from '../keys/patient-key.ts';
import type { Assertion } from '../ports/assertion.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { answerMessage } from './answer-message.ts';

type AdvisePorts = Pick<Ports, 'clock' | 'codebook' | 'rules' | 'authorizations' | 'digest' | 'assertions'>;

/** The answer to a message whose orders are still drafts. */
interface LineAdvice {
  readonly answer: Answer;
  /** Assertion ids, one a coverage, in the order of `answer.coverages`. */
  readonly assertionIds: readonly string[];
  /** Local date of the answer. */
  readonly today: string;
}

export interface AdviseAsked {
  readonly inquiry: Inquiry;
  readonly hook: string;
  /** Hypothetical question: nothing on file counts. */
  readonly whatIf: boolean;
  /** Assertion id of the first coverage, where it was sent to the client before there was an answer. */
  readonly promised?: string;
}

const nothingOnFile = (authorizations: Ports['authorizations']): Ports['authorizations'] => ({
  ...authorizations,
  load: async (tenant, orders, members) => {
    const { members: found } = await authorizations.load(tenant, orders, members);
    return { records: orders.map(() => undefined), members: found, drafts: [] };
  },
});

/**
 * Answers without creating records: stores one assertion per coverage with the answer, its rules and its facts. The same
 * question on the same day has the same id.
 */
export const advise = async (
  { inquiry, hook, whatIf, promised }: AdviseAsked,
  caller: Caller,
  ports: AdvisePorts,
): Promise<LineAdvice> => {
  const { tenant, source, receivedAt } = caller;
  const { authorizations, assertions, clock, digest } = ports;
  const seen = whatIf ? { ...ports, authorizations: nothingOnFile(authorizations) } : ports;
  const { answer } = await answerMessage(inquiry, caller, seen, undefined);
  const today = clock.dateIn(inquiry.timeZone ?? tenant.timeZone, receivedAt);
  const orders = inquiry.orders.map(({ id, digest: content, placerIds }) => ({ id, digest: content, placerIds }));
  const { lines, facts } = inquiry;
  const patient = patientOfMessage(inquiry.patient);
  const assertionOf = (said: CoverageAnswer, index: number): Assertion => {
    const about = { source, patient, orders, asked: { lines, facts }, said, versions: answer.versions };
    const own = index === 0 ? promised : undefined;
    // Our own answer is always built in the same field order; only data from outside needs a canonical order.
    const id = own ?? digest.of([tenant.id, today, { ...about, said: JSON.stringify(said) }]).slice(0, 40);
    return { id, hook, at: receivedAt, ...about };
  };
  const made = answer.coverages.map(assertionOf);
  await assertions.put(tenant.id, made);
  return { answer, assertionIds: made.map(({ id }) => id), today };
};
