import type { Reference } from 'fhir/r4';
import type { Answer } from '../core/model/assessment.ts';
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

/** The answer for one order under one coverage. */
export interface Said {
  readonly subject: Subject;
  readonly determination: Determination;
  /** Facts of the patient, as far as known. */
  readonly facts: Facts;
  readonly coverage: Reference;
  readonly assertionId: string;
  /** Display name of the payer. */
  readonly payer?: string;
  readonly policy?: PolicyLink;
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
}

export interface PayerWords {
  readonly name: (payer: string) => string | undefined;
  readonly policy: (payer: string, date: string) => PolicyLink | undefined;
}

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
      const { payer, serviceDate, lead } = determination;
      const name = payer && words.name(payer);
      const policy = payer && words.policy(payer, serviceDate);
      const leading = lead === undefined ? undefined : subjects[determinations.findIndex((one) => one.line === lead)];
      const leadReference = leading && leading !== subject ? referenceOf(leading) : undefined;
      return [
        {
          subject,
          determination,
          facts,
          coverage: { reference },
          assertionId: assertionIds[index] ?? '',
          ...(name ? { payer: name } : {}),
          ...(policy ? { policy } : {}),
          ...(leadReference ? { lead: leadReference } : {}),
        },
      ];
    });
  });
