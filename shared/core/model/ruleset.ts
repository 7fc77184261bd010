import type { Evidence, Graded, PublishedSource, Revision } from './evidence.ts';
import type { PlanType } from './facts.ts';
import type { Definitions, Expression, Program } from './program.ts';

export const GROUPS = ['ecg', 'stress-echo', 'mpi', 'pet', 'cmr', 'ecg-special'] as const;
export type GroupId = (typeof GROUPS)[number];

/** `by-price`: not required where `upperFactor` x the national fee stays at or under the threshold, required where the fee itself exceeds it, else ask. */
export type PriorAuthValue = 'required' | 'not-required' | 'ask-plan' | 'by-price';
export interface PriorAuth extends Graded<PriorAuthValue> {
  readonly threshold?: { readonly usd: number; readonly upperFactor: number };
  /** Who must request authorization; `performer` turns `pa-needed` into `performpa`. */
  readonly asks?: 'orderer' | 'performer';
  /** Said instead of the usual sentence, where no exception says another. */
  readonly says?: string;
}

export interface ProgramUse {
  readonly program: string;
  readonly with?: Readonly<Record<string, number>>;
}
export interface Necessity {
  readonly use: readonly ProgramUse[];
  /** Parameter values by program, as exceptions set them; they win over `use[].with`. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly otherwise: 'not-met' | 'review' | 'none';
  /** Sentence shown when `otherwise` decides, by symptom state; our words. */
  readonly otherwiseSays?: { readonly symptomatic?: string; readonly asymptomatic?: string };
}
export interface Policy {
  readonly priorAuth: PriorAuth;
  readonly necessity: Necessity;
  /** Rules of the definitions' `outside` whose patients these criteria do speak of. */
  readonly speaksOf?: readonly string[];
  readonly documents?: readonly string[];
  readonly notificationOnly?: Graded<boolean>;
  readonly goldCard?: Graded<boolean>;
  readonly network?: Graded<string>;
}

/** As the payer publishes it; what a request is held to is in the clock library (`decision-clock.ts`). */
export interface PayerClock {
  readonly amount: number;
  readonly unit: 'hours' | 'calendar-days' | 'working-days';
  readonly from: 'received' | 'complete';
  readonly evidence: Evidence;
}
export interface ExemptSettings {
  readonly encounterClass: readonly string[];
  readonly placeOfService: readonly string[];
  readonly says: string;
  readonly evidence: Evidence;
}
interface Validity extends Graded<number | null> {
  readonly from: 'approval-date' | 'issue-date';
}

/** One JSON file: one version of one payer's policy. */
export interface Ruleset {
  readonly id: string;
  readonly payer: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly effectiveFromIsDefault?: boolean;
  readonly revision?: Revision;
  readonly source: PublishedSource;
  readonly vendor: Graded<string>;
  readonly route: Graded<readonly string[]>;
  readonly clocks: { readonly standard?: PayerClock; readonly expedited?: PayerClock };
  readonly exemptSettings?: ExemptSettings;
  readonly validityDays: Validity;
  /** `says`: what the plan lets an approval of another code cover, where that is known. */
  readonly codeSpecific: Graded<boolean> & { readonly says?: string };
  readonly siteSpecific: Graded<boolean>;
  /** Sets of codes of which an approval of one covers the others. */
  readonly crosswalk?: Graded<readonly (readonly string[])[]>;
  /** Ids of benefit rules run before authorization (`screening`, `compensability`). */
  readonly benefitRules: readonly string[];
  readonly policies: Readonly<Record<GroupId, Policy>>;
  readonly exceptions: readonly Exception[];
  /** Products we know by name; any other product named in the Coverage gets the warning "confirm product". */
  readonly products?: readonly string[];
  /** Medicare family: an ABN is advised when necessity is likely not met. */
  readonly abn?: boolean;
}

/**
 * Precedence plan > state > payer. Applies when every named fact is known and its value is listed, and `when` is met.
 * `set` names paths inside the ruleset, `policies.*` for every group: `policies.*.priorAuth`, `policies.ecg.necessity.use`,
 * `policies.*.necessity.parameters` (parameter values by program), `route`, `validityDays`, `clocks.standard`, `exemptSettings`.
 */
export interface Exception {
  readonly id: string;
  readonly level: 'plan' | 'state';
  readonly where: Readonly<Record<string, readonly (string | boolean)[]>>;
  readonly when?: Expression;
  readonly from?: string;
  readonly to?: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly says: string;
  readonly evidence: Evidence;
}

/** A benefit rule excludes, sends to review or warns before authorization is looked at. */
export interface BenefitRule {
  readonly id: string;
  readonly when: Expression;
  readonly effect: 'excluded' | 'review' | 'warning';
  /** Effect of an unknown condition; most rules do not fire. */
  readonly ifUnknown?: 'review';
  readonly carc?: string;
  readonly says: string;
  readonly fix?: string;
  readonly cite: string;
  readonly evidence: Evidence;
}

/** A ruleset with everything it refers to, as loaded for the core; `hash` identifies its exact content. */
export interface RulesetBundle {
  readonly ruleset: Ruleset;
  readonly programs: Readonly<Record<string, Program>>;
  readonly benefitRules: Readonly<Record<string, readonly BenefitRule[]>>;
  readonly definitions: Definitions;
  readonly hash: string;
  /** The rule pack it came with; none: it was released with the service. */
  readonly pack?: PackRef;
}

/** The rules an answer names. */
export interface RecordedRuleset {
  readonly id: string;
  readonly hash: string;
  readonly pack?: PackRef;
}

/** `id|version`, as answers and records name a pack. */
export const nameOfPack = (pack: Pick<PackRef, 'id' | 'version'> | undefined): string | undefined =>
  pack && `${pack.id}|${pack.version}`;

/** Rules of a deployment or a tenant, by name and by content. */
export interface PackRef {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
}

export interface Payer {
  readonly id: string;
  readonly name: string;
  readonly planTypes: readonly PlanType[];
  /** Organization identifiers that name this payer; the plan type picks among payers sharing one. */
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  /** Exact names (compared without case and punctuation), never substrings. */
  readonly aliases: readonly string[];
  /** Plan types for which this payer is assumed where no other payer fits. */
  readonly catchAllFor?: readonly PlanType[];
}

/** Where a payer's rules can be opened, and whom to ask for an authorization. */
export interface PolicyPages {
  readonly policy?: { readonly title: string; readonly address: string; readonly retrieved: string };
  readonly contact?: { readonly name: string; readonly address?: string };
}

/** How an answer names the policy it was given by. */
export const nameOfRuleset = ({ ruleset: { id, version }, hash, pack }: RulesetBundle) => ({
  id,
  version,
  hash,
  ...(pack ? { pack } : {}),
});
