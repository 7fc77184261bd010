import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Result } from '../../core/model/result.ts';
import type { PackRef } from '../../core/model/ruleset.ts';

/** A pack with its content as text. */
export interface StoredPack extends PackRef {
  readonly text: string;
}

/** A pack that answers from the tenant's local date `from` on. */
export interface ActivePack extends StoredPack {
  /** YYYY-MM-DD. */
  readonly from: string;
}

/** Who did a step, and when. */
interface Step {
  /** Client id; where no token is asked for, `open`. */
  readonly by: string;
  readonly at: string;
}

/** What an upload found out about a pack. Immutable, like its content. */
export interface PackReview {
  /** Payers its policies are of. */
  readonly payers: readonly string[];
  readonly findings: readonly { readonly level: 'error' | 'warning'; readonly path: string; readonly says: string }[];
  readonly changes: readonly {
    readonly payer: string;
    readonly before?: string;
    readonly after: string;
    readonly from: string;
    readonly changes: readonly string[];
  }[];
}

/** A version of a pack as a tenant holds it; its review is read apart. */
export interface PackHead extends PackRef {
  readonly uploaded: Step;
  readonly approved?: Step;
}

export interface Activation extends PackRef, Step {
  /** YYYY-MM-DD, local date of the tenant. */
  readonly from: string;
}

/** Which packs answer: one item, changed by one conditional write. */
export interface PackPointer {
  /** 0 before the first activation. */
  readonly version: number;
  /** Oldest first; of one pack the last one whose day has come answers. */
  readonly activations: readonly Activation[];
  /** Newest first. */
  readonly rolledBack: readonly (PackRef & Step)[];
}

/** An order whose answer the pack would change, or a visit that could no longer be booked. */
interface Simulated {
  readonly source: string;
  readonly orderId: string;
  readonly serviceDate: string;
  readonly from: string;
  readonly to: string;
  /** Causes, without patient data. */
  readonly why: readonly string[];
}

/** How far a simulation came, and what it found so far; the lists hold the first of each, the counts all. */
export interface PackSimulation {
  readonly pack: PackRef;
  /** Rises with every change: a run that lost its place to another one stops. */
  readonly version: number;
  readonly state: 'running' | 'done';
  readonly started: Step;
  readonly updatedAt: string;
  /** First service date looked at; later ones follow without an end. */
  readonly serviceFrom: string;
  /** Place to go on from. */
  readonly cursor?: string;
  readonly orders: number;
  /** There are more orders than a simulation looks at. */
  readonly isCut?: boolean;
  /** Tests of payers the pack has policies of. */
  readonly tests: number;
  /** Orders whose answer could not be worked out. */
  readonly unread: number;
  /** How often each change of advice occurs, as `from → to`. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly flips: readonly Simulated[];
  readonly atRiskCount: number;
  /** Booked visits that could be booked, and no longer could on the day the pack answers. */
  readonly atRisk: readonly Simulated[];
}

/** Rule packs of tenants. Content and reviews are immutable; a head changes once, when it is approved. */
export interface RulePackStore {
  /** Content first, head last: without its head nothing of it counts. The head that was there, if there was one. */
  put(tenant: TenantId, head: PackHead, text: string, review: PackReview): Promise<PackHead>;
  head(tenant: TenantId, pack: Pick<PackRef, 'id' | 'version'>): Promise<PackHead | undefined>;
  heads(tenant: TenantId): Promise<readonly PackHead[]>;
  review(tenant: TenantId, pack: PackRef): Promise<PackReview | undefined>;
  text(tenant: TenantId, hash: string): Promise<string | undefined>;
  /** Once; the head as it is afterwards. */
  approve(tenant: TenantId, head: PackHead, approved: Step): Promise<PackHead>;
  pointer(tenant: TenantId): Promise<PackPointer>;
  simulation(tenant: TenantId, hash: string): Promise<PackSimulation | undefined>;
  /** Refused where another run was faster. */
  keepSimulation(tenant: TenantId, simulation: PackSimulation): Promise<'written' | 'refused'>;
  /** Refused where another writer was faster. */
  point(tenant: TenantId, pointer: PackPointer): Promise<'written' | 'refused'>;
}

/** A pack as it was read, with what its upload tells. */
export interface InspectedPack extends PackRef {
  /** As stored: without what only the message held. */
  readonly text: string;
  readonly review: PackReview;
}

/** Reads and judges packs over the rules of the deployment. */
export interface PackInspector {
  /** @param beside packs of the tenant that answer with it. */
  inspect(text: string, tenant: TenantId, today: string, beside: readonly StoredPack[]): Promise<Result<InspectedPack>>;
}
