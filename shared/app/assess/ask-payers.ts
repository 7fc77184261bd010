import { serviceDateOf } from '../../core/answer/answer.ts';
import type { CoverageFacts, Inquiry } from '../../core/model/message/inquiry.ts';
import { askersOf } from '../../core/submission/channel-rows.ts';
import { enrolmentGaps } from '../../core/submission/enrolment.ts';
import type { PayerRejection } from '../../core/submission/payer-response.ts';
import type { Caller } from '../ports/caller.ts';
import type { PayerAsked } from '../ports/payer-gateway.ts';
import type { Ports } from '../ports/ports.ts';
import { tenantRules } from './tenant-rules.ts';

type PayerPorts = Pick<Ports, 'authorizations' | 'clock' | 'codebook' | 'log' | 'payerGateway' | 'rules'>;

/** The coverages of the answer on file, when the order is redelivered unchanged: the payer's earlier response still holds. */
const onFile = async (
  { orders }: Inquiry,
  { tenant, source, repeats }: Caller,
  { authorizations }: PayerPorts,
): Promise<readonly CoverageFacts[]> => {
  const [order] = orders;
  if (!repeats || !order) return [];
  const { records } = await authorizations.load(tenant.id, [{ source, orderId: order.id }], []);
  const [record] = records;
  if (record?.orderDigest !== order.digest) return [];
  const earlier = (await authorizations.answer(tenant.id, record.answerId))?.inquiry;
  return [...(earlier?.coverages ?? []), ...(earlier?.beside ?? [])];
};

/** The payer to ask about a coverage; none unless the payer is certain, has a server and the member number is known. */
const askedOf = (
  coverage: CoverageFacts,
  inquiry: Inquiry,
  caller: Caller,
  ports: PayerPorts,
): PayerAsked | undefined => {
  const { patient, lines, timeZone } = inquiry;
  const { tenant, receivedAt } = caller;
  const [payer, ...others] = tenantRules(tenant, receivedAt, ports).payersOf(coverage);
  const server = tenant.payerServers?.find((one) => one.payer === payer);
  const memberId = coverage.memberId ?? patient.memberIds[0];
  if (!payer || others.length || !server || !memberId || coverage.selfPay) return undefined;
  return {
    server,
    origins: tenant.outbound ?? [],
    takesTests: tenant.testMode !== undefined,
    payer,
    memberId,
    ...(patient.name ? { name: patient.name } : {}),
    ...(patient.birthDate ? { birthDate: patient.birthDate } : {}),
    ...(coverage.payor ? { payor: coverage.payor } : {}),
    serviceDate: serviceDateOf(lines, ports.clock.dateIn(timeZone ?? tenant.timeZone, receivedAt)),
    codes: [...new Set(lines.flatMap(({ codes }) => (codes.length === 1 ? codes : [])))],
    now: ports.clock.now(),
  };
};

/** Payers of a message that can be asked. */
export const askablePayers = (inquiry: Inquiry, caller: Caller, ports: PayerPorts): readonly string[] => [
  ...new Set(
    [...inquiry.coverages, ...(inquiry.beside ?? [])].flatMap(
      (one) => askedOf(one, inquiry, caller, ports)?.payer ?? [],
    ),
  ),
];

/** Reject reasons told of one question; more say nothing new. */
const MOST_REASONS = 3;

/** Why a payer took no question, and what the settings keep of who asked: nothing of it is about the coverage. */
const notTakenOf = (
  rejections: readonly PayerRejection[],
  { payer, now }: PayerAsked,
  { tenant }: Caller,
  { clock, codebook }: Pick<PayerPorts, 'clock' | 'codebook'>,
): readonly string[] => {
  if (!rejections.length) return [];
  const about = { payer, transaction: 'eligibility', day: clock.dateIn(tenant.timeZone, now) } as const;
  const gaps = enrolmentGaps(codebook, { ...about, npis: askersOf(tenant, about) }, tenant.enrolments);
  const says = [...new Set(rejections.map((one) => one.says))].slice(0, MOST_REASONS);
  return [...says.map((one) => `The payer did not say whether the coverage is in force. ${one}`), ...gaps];
};

/**
 * Asks the payers of a message whether their members are covered, side by side and once, before anything is decided:
 * a lost race decides again with the same response. Where a payer does not respond, only roster and Coverage count.
 * Mode `check` asks no payer.
 */
export const askPayers = async (inquiry: Inquiry, caller: Caller, ports: PayerPorts): Promise<Inquiry> => {
  if (!caller.tenant.payerServers?.length || inquiry.mode === 'check') return inquiry;
  const earlier = await onFile(inquiry, caller, ports);
  const ask = async (coverage: CoverageFacts): Promise<CoverageFacts> => {
    const asked = askedOf(coverage, inquiry, caller, ports);
    if (!asked) return coverage;
    const { confirmed: before } = earlier.find(({ reference }) => reference === coverage.reference) ?? {};
    if (before?.on === asked.serviceDate) return { ...coverage, confirmed: before };
    const said = await ports.payerGateway.ask(asked);
    const durationMs = Date.parse(ports.clock.now()) - Date.parse(asked.now);
    const problem = said.is === 'silent' ? { problem: said.why } : {};
    ports.log.info('payer-asked', { tenant: caller.tenant.id, durationMs, ...problem });
    if (said.is === 'answered') return { ...coverage, confirmed: said.confirmation };
    const notTaken = notTakenOf(said.rejections ?? [], asked, caller, ports);
    return notTaken.length ? { ...coverage, notTaken } : coverage;
  };
  const [coverages, beside] = await Promise.all([
    Promise.all(inquiry.coverages.map(ask)),
    Promise.all((inquiry.beside ?? []).map(ask)),
  ]);
  return { ...inquiry, coverages, ...(beside.length ? { beside } : {}) };
};
