import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Submission } from '../../core/submission/submission.ts';
import type { OrderRef } from './authorization-store.ts';

/** Something of a submission kept beside its head: immutable, found by nothing until the head names it. */
interface SubmissionText {
  readonly name: string;
  readonly text: string;
}

/** A row of the list: where its request is kept. */
interface ListedRequest {
  /** Of the store: opaque. */
  readonly key: { readonly pk: string; readonly sk: string };
  /** Holds the request's version: two pages of the same positions show the same. */
  readonly position: string;
}

export interface RequestPage {
  readonly rows: readonly ListedRequest[];
  readonly isCut: boolean;
}

/** Requests to payers, in the partition of their order. */
export interface SubmissionStore {
  /** Every submission of an order, oldest first. */
  ofOrder(tenant: TenantId, order: OrderRef): Promise<readonly Submission[]>;
  get(tenant: TenantId, order: OrderRef, id: string): Promise<Submission | undefined>;
  /** A tenant's requests, the last changed first, behind a position: one query. */
  list(tenant: TenantId, asked: { readonly limit: number; readonly after?: string }): Promise<RequestPage>;
  /** Those of a page, in its order; one that is not there is left out. */
  listed(page: RequestPage): Promise<readonly Submission[]>;
  /** The submission a payer's notice is about, by the value of its trace number. */
  byTrace(tenant: TenantId, trace: string): Promise<Submission | undefined>;
  /** A content, or one side of an exchange. */
  text(tenant: TenantId, order: OrderRef, name: string): Promise<string | undefined>;
  stage(tenant: TenantId, order: OrderRef, texts: readonly SubmissionText[]): Promise<void>;
  /** One conditional write; a conflict where another writer was faster. */
  commit(submission: Submission): Promise<'written' | 'conflict'>;
}
