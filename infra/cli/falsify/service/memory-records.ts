import type {
  AuthorizationStore,
  Member,
  NumberClaim,
  OrderRef,
} from '../../../../shared/app/ports/authorization-store.ts';
import type { MemberRoster } from '../../../../shared/app/ports/ports.ts';

type Head = Parameters<AuthorizationStore['commit']>[0];
type Answer = Parameters<AuthorizationStore['stage']>[2];

/** The records of one order at a time. */
interface MemoryRecords {
  readonly authorizations: AuthorizationStore;
  readonly roster: MemberRoster;
  /** Forgets everything, so that thousands of orders take no more memory than one. */
  forget(): void;
}

const nameOf = ({ source, orderId }: OrderRef): string => JSON.stringify([source, orderId]);
const memberName = ({ payer, memberId }: Pick<Member, 'payer' | 'memberId'>): string =>
  JSON.stringify([payer, memberId]);
const plain = (number: string): string => number.replace(/[\s-]/g, '').toUpperCase();
const notAsked = (what: string) => (): never => {
  throw new Error(`The falsifier keeps no ${what}.`);
};

/** Records in memory: what is on trial is the answer, and a table would only slow the trial down. */
export const openMemoryRecords = (): MemoryRecords => {
  const heads = new Map<string, Head>();
  const answers = new Map<string, Answer>();
  const members = new Map<string, Member>();
  const claims = new Map<string, Pick<NumberClaim, 'patientKey'>>();
  const claimName = ({ payer, number }: Pick<NumberClaim, 'payer' | 'number'>) =>
    JSON.stringify([payer, plain(number)]);
  const authorizations: AuthorizationStore = {
    shards: 1,
    load: async (_tenant, orders, wanted, drafts = []) => ({
      records: orders.map((order) => heads.get(nameOf(order))),
      members: wanted.map((ref) => members.get(memberName(ref))),
      drafts: drafts.map(() => undefined),
    }),
    stage: async (_tenant, _staged, assessment) => void answers.set(assessment.id, assessment),
    commit: async (record, expected) => {
      if ((heads.get(nameOf(record))?.version ?? 0) !== expected) return 'conflict';
      heads.set(nameOf(record), record);
      return 'committed';
    },
    claimNumber: async (_tenant, claim) => {
      const held = claims.get(claimName(claim));
      if (held && held.patientKey !== claim.patientKey) return 'taken';
      claims.set(claimName(claim), claim);
      return 'claimed';
    },
    releaseNumber: async (_tenant, claim) => void claims.delete(claimName(claim)),
    enlist: async () => 'complete',
    find: async (_tenant, { identifier, limit }) => {
      const number = plain(identifier?.value ?? '');
      const has = ({ approvals }: Head) => approvals.some((one) => plain(one.number ?? '') === number);
      return { items: [...heads.values()].filter(has).slice(0, limit) };
    },
    sharedNumbers: async (_tenant, asked) =>
      asked.map(({ number, order }) =>
        [...heads.values()].some(
          (head) =>
            nameOf(head) !== nameOf(order) && head.approvals.some((one) => plain(one.number ?? '') === plain(number)),
        ),
      ),
    answer: async (_tenant, id) => answers.get(id),
    answersById: async (_tenant, ids) =>
      new Map(
        ids.flatMap((id) => {
          const held = answers.get(id);
          return held ? [[id, held] as const] : [];
        }),
      ),
    due: notAsked('deadlines'),
    answers: notAsked('list of answers'),
    determination: notAsked('determinations'),
    content: notAsked('orders as received'),
    parties: notAsked('parties of orders'),
    days: { marks: notAsked('lists of days'), read: notAsked('lists of days'), shown: () => undefined },
    history: async () => [],
    decisions: async () => [],
  };
  return {
    authorizations,
    roster: {
      put: async (_tenant, rows) => {
        for (const row of rows) members.set(memberName(row), row);
        return rows.length;
      },
    },
    forget: () => {
      for (const kept of [heads, answers, members, claims]) kept.clear();
    },
  };
};
