import type { AuthorizationRecord, HistoryEntry } from '../../core/authorization/authorization.ts';
import type { CoverageCheck } from '../../core/authorization/coverage-check.ts';
import { authorizationDecider } from '../../core/authorization/decider.ts';
import type { KeptDecisions } from '../../core/authorization/decisions-kept.ts';
import type { AuthorizationEvent, OnFile } from '../../core/authorization/life.ts';
import { type RetroTerm, retroSays } from '../../core/authorization/retro.ts';
import { isPerformed } from '../../core/authorization/visits.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import { compact } from '../../core/model/compact.ts';
import type { MemberKey, PatientKey } from '../../core/model/keys/person-keys.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { nameOfPack } from '../../core/model/ruleset.ts';
import { routingOf } from '../../core/submission/routing.ts';
import type { Caller } from '../ports/caller.ts';
import type { OrderAnswer, Recorded } from './order-answers.ts';
import { newestVersion } from './weigh-order.ts';

/** History entries kept on the head; all of them are stored in the history. */
export const HISTORY_ON_HEAD = 20;
/** Assertions kept on a record, newest first. */
const MOST_ADOPTED = 10;

interface NextRecord {
  readonly one: OrderAnswer;
  readonly previous: AuthorizationRecord | undefined;
  /** Ids of assertions made on it before it was placed. */
  readonly adopted: readonly string[];
  readonly caller: Caller;
  readonly patientKey: PatientKey;
  readonly memberKeys: readonly MemberKey[];
  /** The patient's name in this message. */
  readonly sealedName?: string | undefined;
  readonly assessment: Assessment;
  readonly recorded: Recorded | undefined;
  readonly decisions: KeptDecisions;
  /** The check of its coverage that still holds. */
  readonly coverage?: CoverageCheck | undefined;
  readonly retro?: RetroTerm | undefined;
}

/** The authorization event this answer causes. */
const happened = (
  { one, previous, recorded, decisions, coverage }: NextRecord,
  order: { readonly withdrawn: boolean; readonly performed: boolean; readonly retroSays: string },
): { readonly what: AuthorizationEvent['what']; readonly life: OnFile } => {
  const life = previous ?? authorizationDecider.initialState;
  const event = authorizationDecider.decide(life, {
    kind: 'answer',
    what: recorded?.what ?? (previous ? 'reassessed' : 'assessed'),
    determination: one.determination,
    approvals: decisions.kept,
    ...(decisions.beside ? { beside: decisions.beside } : {}),
    order,
    coverage,
  });
  if ('problem' in event) throw new Error(`No way from ${life.state} to ${one.determination.state}: ${event.problem}.`);
  return { what: event.what, life: authorizationDecider.evolve(life, event) };
};

const entryOf = (next: NextRecord, { what, life }: ReturnType<typeof happened>, withdrawn: boolean): HistoryEntry => {
  const { one, previous, caller, assessment, recorded } = next;
  const { order, determinationId, coverage } = one;
  return {
    version: (previous?.version ?? 0) + 1,
    at: assessment.created,
    what,
    by: caller.by,
    ...(previous ? { from: previous.state } : {}),
    to: life.state,
    advice: life.advice,
    determinationId,
    says: recorded?.says ?? (withdrawn ? `The order is ${order.status}.` : coverage.disposition),
  };
};

/** The name on file, as long as it is the same patient. */
const nameBefore = ({ previous, patientKey, assessment }: NextRecord): string | undefined => {
  const { reference } = assessment.inquiry.patient;
  return previous?.patientKey === patientKey || previous?.patient === reference ? previous.sealedName : undefined;
};

/** Where the order as received is: with this answer, or still where it was. */
const contentIn = ({ one: { order }, previous, assessment }: NextRecord): Pick<AuthorizationRecord, 'contentIn'> => {
  if (order.content) return { contentIn: { created: assessment.created, answerId: assessment.id } };
  const before = previous?.orderDigest === order.digest ? previous.contentIn : undefined;
  return before ? { contentIn: before } : {};
};

/** The head after this answer; pure, so that a lost race computes it again. */
export const nextRecord = (given: NextRecord): AuthorizationRecord => {
  const { one, previous, caller, assessment } = given;
  const { order, determination, determinationId, coverage } = one;
  const recorded = given.recorded?.orderId === order.id ? given.recorded : undefined;
  const withdrawn = isWithdrawn(order.status);
  const bookings = previous?.bookings;
  const adopted = [...new Set([...given.adopted, ...(previous?.adopted ?? [])])].slice(0, MOST_ADOPTED);
  const performed = isPerformed({ ...determination, orderStatus: order.status, ...(bookings ? { bookings } : {}) });
  const { fallbacks = [] } = determination;
  const retro = given.retro ? { retro: given.retro } : {};
  const after = retroSays({ ...retro, serviceDate: determination.serviceDate, ...(bookings ? { bookings } : {}) });
  const next = happened({ ...given, recorded }, { withdrawn, performed, retroSays: after });
  const entry = entryOf({ ...given, recorded }, next, withdrawn);
  const clocks = recorded?.clocks ?? previous?.clocks ?? [];
  const rulePack = nameOfPack(determination.ruleset?.pack);
  return {
    tenant: caller.tenant.id,
    source: caller.source,
    orderId: order.id,
    version: entry.version,
    placerIds: order.placerIds,
    ...(order.requisition ? { requisition: order.requisition.value } : {}),
    ...newestVersion(previous, order, caller.receivedAt),
    orderStatus: order.status,
    orderDigest: order.digest,
    ...contentIn(given),
    patient: assessment.inquiry.patient.reference,
    ...(assessment.inquiry.patient.id === undefined ? {} : { patientId: assessment.inquiry.patient.id }),
    patientKey: given.patientKey,
    ...compact({ sealedName: given.sealedName ?? nameBefore(given) }),
    memberKeys: given.memberKeys,
    ...(determination.payer ? { payer: determination.payer } : {}),
    routing: routingOf(coverage.verdict, assessment.inquiry, determination),
    ...next.life,
    disposition: coverage.disposition,
    codes: determination.codes,
    ...(determination.units === undefined ? {} : { units: determination.units }),
    serviceDate: determination.serviceDate,
    determinationId,
    answerId: assessment.id,
    answeredAt: assessment.created,
    assertionId: assessment.assertionIds[determination.line - 1] ?? determinationId,
    ...(adopted.length ? { adopted } : {}),
    ...(determination.differences ? { differences: determination.differences.map(({ says }) => says) } : {}),
    ...(determination.binding ? { binding: determination.binding } : {}),
    ...(determination.waiver ? { waiver: determination.waiver } : {}),
    documents: determination.documents,
    ...(fallbacks.length && !performed && !withdrawn ? { fallbacks } : {}),
    clocks,
    ...retro,
    timeZone: assessment.inquiry.timeZone ?? caller.tenant.timeZone,
    ...(determination.ruleset ? { ruleset: `${determination.ruleset.id}|${determination.ruleset.version}` } : {}),
    ...(rulePack ? { rulePack } : {}),
    createdAt: previous?.createdAt ?? assessment.created,
    updatedAt: assessment.created,
    history: [entry, ...(previous?.history ?? [])].slice(0, HISTORY_ON_HEAD),
  };
};
