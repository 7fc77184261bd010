import { isOfRecord } from './failed-step.ts';
import type { KeptExchange, Submission, SubmissionStanding, SubmissionTold } from './submission.ts';
import {
  type CommandOf,
  isSameJson,
  type RefusedCommand,
  type SubmissionChange,
  UNCHANGED,
} from './submission-change.ts';
import { heardOf } from './take-response.ts';

/** Exchanges on the head; both sides of older ones stay in the table. */
const MOST_EXCHANGES = 60;

const itemsOf = (standing: SubmissionStanding): unknown => {
  if (standing.state === 'pended') return standing.items;
  return standing.state === 'decided' && standing.outcome.is === 'answered' ? standing.outcome.items : undefined;
};

/** Of inquiries without an answer the newest is enough. */
const withExchange = ({ exchanges }: Submission, added: KeptExchange): readonly KeptExchange[] =>
  [added, ...exchanges.filter(({ what, outcome }) => !(what === 'inquire' && outcome === 'silent'))].slice(
    0,
    MOST_EXCHANGES,
  );

/** An exchange is kept, and what came back taken into where the request stands. */
export const takeExchange = (now: Submission, command: CommandOf<'take'>): SubmissionChange | RefusedCommand => {
  const { standing } = now;
  if (now.exchanges.some(({ name }) => name === command.exchange.name)) return UNCHANGED;
  if (standing.state === 'draft' || standing.state === 'ready') return { problem: 'nothing-sent' };
  const exchanges = withExchange(now, command.exchange);
  const isOver = standing.state === 'withdrawn' || standing.state === 'failed';
  const heard = isOver ? undefined : heardOf(standing, now.channel.kind, command);
  if (!heard) return { head: { exchanges } };
  const { findings, says, toRecord = [] } = heard;
  const head = { exchanges, findings };
  const before = [standing.state, itemsOf(standing)];
  // A payer asked often says the same often: no news.
  if (heard.standing && isSameJson(before, [heard.standing.state, itemsOf(heard.standing)]))
    return { head: { exchanges, findings: [...findings, ...now.findings.filter(isOfRecord)] } };
  if (!heard.standing)
    return isSameJson(findings, now.findings) ? { head } : { head, told: { what: 'answer-refused', says } };
  return {
    standing: heard.standing,
    head: { ...head, toRecord: [...now.toRecord, ...toRecord] },
    told: { what: heard.standing.state, says, ...saidIn(heard.standing) },
  };
};

/** What an event about it tells. */
const saidIn = (standing: SubmissionStanding): Pick<SubmissionTold, 'needs' | 'actions'> => {
  if (standing.state === 'pended') return { needs: standing.needs };
  if (standing.state !== 'decided' || standing.outcome.is !== 'answered') return {};
  return { actions: [...new Set(standing.outcome.items.map(({ action }) => action))] };
};
