import type { Submission } from '../../core/submission/submission.ts';
import type { Ports } from '../ports/ports.ts';
import { sidesOf } from './exchange.ts';

interface Both {
  readonly name: string;
  readonly sent: string | undefined;
  readonly received: string | undefined;
}

/** Both sides of an exchange of these requests, as they went over the wire. */
export const bothSides = async (
  submissions: readonly Submission[],
  name: string,
  { submissions: store }: Pick<Ports, 'submissions'>,
): Promise<Both | undefined> => {
  const submission = submissions.find(({ exchanges }) => exchanges.some((one) => one.name === name));
  if (!submission) return undefined;
  const { tenant, source, orderId } = submission;
  const names = sidesOf(name);
  const [sent, received] = await Promise.all(
    [names.sent, names.received].map((side) => store.text(tenant, { source, orderId }, side)),
  );
  return { name, sent, received };
};
