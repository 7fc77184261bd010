import type { ChannelBook, EnrolmentFact, Transaction } from '../model/channel.ts';

interface EnrolmentAsked {
  readonly payer: string;
  readonly transaction: Transaction;
  /** Day on which it is sent, YYYY-MM-DD. */
  readonly day: string;
  /** Who asks, as the message names it. */
  readonly npis: readonly string[];
}

/** The newest fact a tenant keeps that holds on the day. */
const enrolmentOn = (
  facts: readonly EnrolmentFact[],
  { payer, transaction, day }: Omit<EnrolmentAsked, 'npis'>,
  npi: string,
): EnrolmentFact | undefined =>
  facts
    .filter((one) => one.payer === payer && one.transaction === transaction && one.npi === npi)
    .filter(({ since, until }) => since <= day && (until === undefined || day <= until))
    .toSorted((a, b) => (a.since < b.since ? -1 : 1))
    .at(-1);

/**
 * What is to be said beside a channel of the NPIs a message names: one that is kept as not enrolled, and one nothing is kept of
 * where the payer wants it enrolled. It refuses nothing: the payer does, or does not.
 */
export const enrolmentGaps = (
  book: Pick<ChannelBook, 'enrolmentRules'>,
  asked: EnrolmentAsked,
  facts: readonly EnrolmentFact[] = [],
): readonly string[] => {
  const rule = book.enrolmentRules(asked.payer, asked.day).find((one) => one.transaction === asked.transaction);
  return [...new Set(asked.npis)].flatMap((npi) => {
    const fact = enrolmentOn(facts, asked, npi);
    if (fact?.is === 'not-enrolled')
      return [`Your settings say that NPI ${npi} is not enrolled there since ${fact.since} (${fact.by}, ${fact.on}).`];
    if (fact || !rule) return [];
    return [`Whether NPI ${npi} is enrolled there is not in your settings. ${rule.says} (${rule.source})`];
  });
};
