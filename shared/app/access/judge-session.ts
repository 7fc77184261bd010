import { hoursAfter } from '../../core/model/dates.ts';
import type { Session, SignInRules, Ticket, User } from '../ports/access/session.ts';
import { rolesOfGroups } from './roles.ts';

const IDLE_MINUTES = 30;
const HOURS = 10;
const MINUTE_MS = 60_000;

export const idleSeconds = ({ idleMinutes = IDLE_MINUTES }: Pick<SignInRules, 'idleMinutes'>): number =>
  idleMinutes * 60;

/** ISO instant a session begun now ends, used or not. */
export const endOfSession = (startedAt: string, { hours = HOURS }: Pick<SignInRules, 'hours'>): string =>
  hoursAfter(startedAt, hours);

/** Whether the person may hold a session begun at this instant. */
export const mayHold = (
  { subject, startedAt }: Pick<Session, 'subject' | 'startedAt'>,
  { blocked = [], sessionsSince }: SignInRules,
): boolean => !blocked.includes(subject) && (sessionsSince === undefined || startedAt >= sessionsSince);

/**
 * Who calls in a session, or nobody: it was ended, is too old by what the tenant allows now, or was not used for too long.
 * Roles follow from what the groups mean today, so a role taken away is gone from every session.
 * @param now ISO instant
 */
export const judgeSession = (
  session: Session | undefined,
  ticket: Ticket,
  rules: SignInRules | undefined,
  now: string,
): User | undefined => {
  if (!session || !rules || !mayHold(session, rules)) return undefined;
  const end = endOfSession(session.startedAt, rules);
  const idleEnd = Date.parse(ticket.seenAt) + idleSeconds(rules) * 1_000;
  if (now >= session.until || now >= end || Date.parse(now) >= idleEnd) return undefined;
  const { subject, name, groups } = session;
  return { subject, name, roles: rolesOfGroups(groups, rules) };
};

/** Whether the cookie should say that the session is in use: once a minute is enough. */
export const isDueAgain = ({ seenAt }: Ticket, now: string): boolean =>
  Date.parse(now) - Date.parse(seenAt) >= MINUTE_MS;
