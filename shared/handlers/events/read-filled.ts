import type { InboxMessage } from '../../app/ports/inbox.ts';
import type { Sender } from '../../app/ports/sender.ts';
import { rolesOf } from '../../core/coding/roles.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { ok, type Result } from '../../core/model/result.ts';
import type { Container } from '../container.ts';
import { readParsedInquiry } from '../read-inquiry.ts';

const LEFT_OUT = "The patient's chart could not be read beside this order; what it would have said is unknown.";
const notAsked = (types: readonly string[]): string =>
  `The EHR did not show all of ${types.join(', ')}; what is missing there is unknown.`;

const withWarnings = (inquiry: Inquiry, ...warnings: readonly string[]): Inquiry => ({
  ...inquiry,
  warnings: [...inquiry.warnings, ...warnings],
});

/**
 * Reads an order's message, and what its EHR's chart adds where the source has a server. An unreadable message is refused
 * before the EHR is called, and no chart is read unless the order is a stress test; a chart that cannot be read together
 * with the order is left out, never the order.
 */
export const readFilled = async (
  message: unknown,
  { id, receivedAt }: InboxMessage,
  sender: Sender,
  container: Container,
): Promise<Result<Inquiry>> => {
  const read = (content: unknown) => readParsedInquiry(content, 'event', receivedAt, sender.tenant.timeZone, container);
  const { ehr, clock, codebook, log } = container.ports;
  const plain = read(message);
  if (!plain.ok || !sender.source.fhir) return plain;
  const today = clock.dateIn(sender.tenant.timeZone, receivedAt);
  if (rolesOf(plain.value.lines, codebook, today).every(({ role }) => role === 'other')) return plain;
  const start = Date.parse(clock.now());
  const { message: filled, reads, unread } = await ehr.fill(message, sender);
  const about = { tenant: sender.tenant.id, messageId: id };
  const durationMs = Date.parse(clock.now()) - start;
  log.info('chart-read', { ...about, durationMs, count: reads, problem: unread.join(' ') });
  const warnings = unread.length ? [notAsked(unread)] : [];
  if (filled === message) return ok(withWarnings(plain.value, ...warnings));
  const whole = read(filled);
  if (whole.ok) return ok(withWarnings(whole.value, ...warnings));
  log.warn('chart-left-out', { ...about, problem: whole.problems[0]?.code ?? 'invalid' });
  return ok(withWarnings(plain.value, LEFT_OUT));
};
