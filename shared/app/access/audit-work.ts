import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { patientOf, patientOfMessage } from '../keys/patient-key.ts';
import { tenantId } from '../keys/tenant-id.ts';
import type { Access, Agent } from '../ports/access/audit.ts';
import type { OrderRef } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import { noteAccess } from './note-access.ts';

/** Background work: its name in the audit trail, and the agent it runs for. */
interface Work {
  readonly door: string;
  readonly who: (order: OrderRef) => Agent;
}

/** A job the service runs for itself. */
export const byItself = (door: string): Work => ({ door, who: () => ({ kind: 'service', name: door }) });

type AuditPorts = Pick<
  Ports,
  'authorizations' | 'reviews' | 'submissions' | 'ehr' | 'ehrWriter' | 'payerChannels' | 'audit' | 'settings' | 'clock'
>;
const DONE = 200;

/**
 * The same ports, but every record created or changed and everything sent to an EHR or a payer, and every document read to be sent, is noted first, so that a crash
 * leaves too many audit entries, never too few. What cannot be noted is not done.
 */
export const auditWork = <P extends AuditPorts>({ door, who }: Work, ports: P): P => {
  const { authorizations, reviews, submissions, ehr, ehrWriter, payerChannels, clock } = ports;
  const note = async (
    tenant: TenantId,
    order: OrderRef,
    what: Pick<Access, 'action' | 'patients' | 'answers'>,
  ): Promise<void> => {
    const { source, orderId } = order;
    const about = { tenant, at: clock.now(), who: who(order), door, status: DONE, ...what };
    await noteAccess({ ...about, orders: [{ source, orderId }] }, ports);
  };
  return {
    ...ports,
    authorizations: {
      ...authorizations,
      commit: async (record, expected) => {
        const what = { patients: [patientOf(record)], answers: [record.answerId] };
        await note(record.tenant, record, { action: expected === 0 ? 'C' : 'U', ...what });
        return authorizations.commit(record, expected);
      },
    },
    reviews: {
      ...reviews,
      commit: async (request) => {
        const { tenant, id, version } = request;
        const order = { source: 'prior-authorization', orderId: id };
        const about = {
          at: clock.now(),
          who: who(order),
          door,
          status: DONE,
          about: `Prior authorization request ${id}`,
        };
        const { reference } = request.about ?? {};
        const touched = { patients: reference === undefined ? [] : [reference], orders: [], answers: [] };
        await noteAccess({ tenant, action: version === 1 ? 'C' : 'U', ...about, ...touched }, ports);
        return reviews.commit(request);
      },
    },
    payerChannels: {
      exchange: async (name, toSend) => {
        const tenant = tenantId(name);
        const asked = await submissions.byTrace(tenant, toSend.content.trace.value);
        const [record] = asked ? (await authorizations.load(tenant, [asked], [])).records : [];
        const told = { patients: record ? [patientOf(record)] : [], answers: record ? [record.answerId] : [] };
        const order = asked ?? { source: 'payer', orderId: toSend.content.trace.value };
        await note(tenant, order, { action: 'E', ...told });
        return payerChannels.exchange(name, toSend);
      },
    },
    ehr: {
      ...ehr,
      documents: async (documents, asked) => {
        const { tenant, order, patient } = documents;
        await note(tenant, order, { action: 'R', patients: [patient], answers: [] });
        return ehr.documents(documents, asked);
      },
    },
    ehrWriter: {
      write: async (what, asked) => {
        const { inquiry, id } = what.assessment;
        const told = { patients: [patientOfMessage(inquiry.patient)], answers: [id] };
        await note(asked.tenant.id, { source: asked.source.id, orderId: what.orderId }, { action: 'E', ...told });
        return ehrWriter.write(what, asked);
      },
    },
  };
};
