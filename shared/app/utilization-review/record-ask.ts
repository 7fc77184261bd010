import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { Result } from '../../core/model/result.ts';
import type { Ports } from '../ports/ports.ts';
import { scriptFor } from './play-script.ts';
import type { AskCommand } from './review-command.ts';
import { recordReview } from './review-request.ts';
import { putActs } from './scripted-acts.ts';

type Recording = Omit<Parameters<typeof recordReview>[2], 'prepare' | 'isAnswer'>;

/** Records an appeal or the wish for a conversation; in a sandbox its script answers it. */
export const recordAsk = (
  id: string,
  command: AskCommand,
  recording: Recording,
  ports: Pick<Ports, 'reviews' | 'digest' | 'clock' | 'outbox'>,
): Promise<Result<ReviewRequest>> => {
  const { tenant } = recording;
  const prepare = async (next: ReviewRequest): Promise<void> => {
    const scripted = scriptFor(tenant, next);
    const trigger = command.kind === 'appeal' ? 'appeal' : 'peer-to-peer';
    if (scripted) await putActs(next, scripted, tenant, ports, trigger);
  };
  return recordReview(id, command, { ...recording, prepare }, ports);
};
