import type { Reference } from 'fhir/r4';
import type { Answer, EligibilitySource } from '../core/model/assessment.ts';
import type { ChannelChoice } from '../core/model/channel.ts';
import type { Determination } from '../core/model/determination.ts';
import type { Facts } from '../core/model/facts.ts';
import type { HookCall, Subject } from './hook-service.ts';

/** Where a policy can be read. */
export interface PolicyLink {
  readonly title: string;
  /** Absolute https URL. */
  readonly address: string;
  /** Date it was retrieved, YYYY-MM-DD, where known. */
  readonly retrieved?: string;
}

/** Who is asked for an authorization, by name, with an address where one is known. */
interface PayerContact {
  readonly name: string;
  readonly address?: string;
}

/** The answer for one order under one coverage. */
export interface Said {
  readonly subject: Subject;
  readonly determination: Determination;
  /** Facts of the patient, as far as known. */
  readonly facts: Facts;
  readonly coverage: Reference;
  readonly assertionId: string;
  /** Whether the coverage is in force, and who says so. */
  readonly eligibility?: string;
  /** Display name of the payer. */
  readonly payer?: string;
  /** Of a visit that cannot be booked yet: the first day it can be expected to be, in words. */
  readonly realistic?: string;
  /** Where the request goes and why, where it is to be sent. */
  readonly channel?: Pick<ChannelChoice, 'says' | 'why'>;
  readonly policy?: PolicyLink;
  readonly contact?: PayerContact;
  /** Reference of the order this one goes with. */
  readonly lead?: Reference;
}

/** Everything a response is written from. */
export interface HookAnswer {
  readonly call: HookCall;
  /** The first coverage's answers first. */
  readonly said: readonly Said[];
  /** Local date. */
  readonly today: string;
  /** Types of resources of which something was not read. */
  readonly notRead?: readonly string[];
}

export interface PayerWords {
  readonly name: (payer: string) => string | undefined;
  readonly policy: (payer: string) => PolicyLink | undefined;
  readonly contact: (payer: string) => PayerContact | undefined;
}

/** Who says so; the answer is of today, so is the reading. */
const KNOWN_FROM: Readonly<Record<EligibilitySource, string>> = {
  payer: 'Confirmed by the payer today.',
  roster: 'From the member roster, read today.',
  coverage: 'From the coverage sent today; not confirmed with the payer.',
  none: '',
};

const referenceOf = ({ order }: Subject): Reference | undefined =>
  order.resource.id ? { reference: `ServiceRequest/${order.resource.id}` } : undefined;

/** Pairs every stress test order with its answer under each coverage; one order is one line. */
export const pairSaid = (
  subjects: readonly Subject[],
  { coverages }: Answer,
  assertionIds: readonly string[],
  facts: Facts,
  words: PayerWords,
): readonly Said[] =>
  coverages.flatMap(({ verdict, determinations }, index) => {
    const reference = verdict.coverage?.reference;
    if (!reference) return [];
    return determinations.flatMap((determination, line): readonly Said[] => {
      const subject = subjects[line];
      if (!subject || determination.role === 'other') return [];
      const { payer, lead } = determination;
      const name = payer && words.name(payer);
      const policy = payer && words.policy(payer);
      const contact = payer && words.contact(payer);
      const leading = lead === undefined ? undefined : subjects[determinations.findIndex((one) => one.line === lead)];
      const leadReference = leading && leading !== subject ? referenceOf(leading) : undefined;
      return [
        {
          subject,
          determination,
          facts,
          coverage: { reference },
          assertionId: assertionIds[index] ?? '',
          eligibility: `${verdict.says} ${KNOWN_FROM[verdict.source]}`.trim(),
          ...(name ? { payer: name } : {}),
          ...(policy ? { policy } : {}),
          ...(contact ? { contact } : {}),
          ...(leadReference ? { lead: leadReference } : {}),
        },
      ];
    });
  });
