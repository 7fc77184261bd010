import type { Reference } from 'fhir/r4';
import type { Answer } from '../core/model/assessment.ts';
import type { Determination } from '../core/model/determination.ts';
import type { Facts } from '../core/model/facts.ts';
import type { HookCall, Subject } from './hook-service.ts';

/** Where a policy can be read. */
export interface PolicyLink {
  readonly title: string;
  /** Absolute https address. */
  readonly address: string;
  /** Day it was read, YYYY-MM-DD, where that is known. */
  readonly retrieved?: string;
}

/** What one coverage says of one order. */
export interface Said {
  readonly subject: Subject;
  readonly determination: Determination;
  /** Of the patient, as far as they are known. */
  readonly facts: Facts;
  readonly coverage: Reference;
  readonly assertionId: string;
  /** Name of the payer a clinician knows. */
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

/** Pairs every order that is ours with what each coverage says of it; one order is one line. */
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
