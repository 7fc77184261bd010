import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import { patientOf, patientOfMessage } from '../keys/patient-key.ts';
import type { Touched } from '../ports/access/audit.ts';
import type { AuthorizationStore } from '../ports/authorization-store.ts';

interface Watched {
  readonly authorizations: AuthorizationStore;
  /** Everything read or written so far. */
  touched(): Touched;
}

/** Wraps the store to record every record and answer that passes through it, so that no use case can forget to. */
export const watchAccess = (store: AuthorizationStore): Watched => {
  const patients = new Set<string>();
  const orders = new Map<string, Touched['orders'][number]>();
  const answers = new Set<string>();

  const noteRecord = (record: AuthorizationRecord | undefined): void => {
    if (!record) return;
    const { source, orderId } = record;
    patients.add(patientOf(record));
    orders.set(JSON.stringify([source, orderId]), { source, orderId });
  };
  const noteAnswer = (assessment: Assessment | undefined): void => {
    if (!assessment) return;
    patients.add(patientOfMessage(assessment.inquiry.patient));
    answers.add(assessment.id);
  };

  return {
    touched: () => ({ patients: [...patients], orders: [...orders.values()], answers: [...answers] }),
    authorizations: {
      ...store,
      load: async (...asked) => {
        const loaded = await store.load(...asked);
        loaded.records.forEach(noteRecord);
        return loaded;
      },
      stage: (tenant, staged, assessment) => {
        noteAnswer(assessment);
        return store.stage(tenant, staged, assessment);
      },
      commit: (record, expected) => {
        noteRecord(record);
        return store.commit(record, expected);
      },
      find: async (...asked) => {
        const page = await store.find(...asked);
        page.items.forEach(noteRecord);
        return page;
      },
      answer: async (...asked) => {
        const assessment = await store.answer(...asked);
        noteAnswer(assessment);
        return assessment;
      },
      answersById: async (...asked) => {
        const found = await store.answersById(...asked);
        found.forEach(noteAnswer);
        return found;
      },
      days: { ...store.days, shown: (records) => records.forEach(noteRecord) },
      answers: async (...asked) => {
        const page = await store.answers(...asked);
        page.items.forEach(noteAnswer);
        return page;
      },
    },
  };
};
