import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { countingDecisions } from '../../core/authorization/payer-decisions.ts';
import type { Approval } from '../../core/model/determination.ts';
import { plainNumber } from '../../core/model/keys/plain-number.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { everyPatientKey } from '../keys/patient-key.ts';
import type { Ports } from '../ports/ports.ts';

/** The approvals behind the authorization numbers of a message. */
interface ClaimedApprovals {
  readonly approvals: readonly Approval[];
  readonly warnings: readonly string[];
}

/** Records read per authorization number; more would add nothing. */
const MOST_RECORDS = 10;
const OTHER_PATIENT =
  'The message names an authorization number that is on file for another patient: it is not counted.';

/** An approval of which only the number is known, from the message. */
export const bareApproval = (number: string, receivedAt: string): Approval => ({
  number,
  decision: 'approved',
  codes: [],
  source: 'claim',
  receivedAt,
});

const approvalsUnder = (number: string, record: AuthorizationRecord): readonly Approval[] =>
  countingDecisions(record.approvals).filter((one) => one.number && plainNumber(one.number) === plainNumber(number));

/**
 * The approvals behind numbers a message names that are not on its own orders' records: as recorded where the number is
 * on file, so that code, place, units and dates are compared; else the number alone.
 */
export const claimedApprovals = async (
  { preAuthRefs, patient }: Inquiry,
  known: ReadonlySet<string>,
  { tenant, receivedAt }: { readonly tenant: TenantId; readonly receivedAt: string },
  { authorizations, digest }: Pick<Ports, 'authorizations' | 'digest'>,
): Promise<ClaimedApprovals> => {
  // Without a patient id, the patient of the message cannot be matched.
  const patientKeys = patient.id === undefined ? undefined : everyPatientKey(digest, tenant, patient.id);
  const found = await Promise.all(
    preAuthRefs
      .filter((number) => !known.has(plainNumber(number)))
      .map(async (number): Promise<ClaimedApprovals> => {
        const query = { identifier: { system: '', value: number }, limit: MOST_RECORDS };
        const { items } = await authorizations.find(tenant, query);
        const own = items.filter((record) => patientKeys === undefined || patientKeys.includes(record.patientKey));
        if (items.length && !own.length) return { approvals: [], warnings: [OTHER_PATIENT] };
        const recorded = own.flatMap((record) => approvalsUnder(number, record));
        return { approvals: recorded.length ? recorded : [bareApproval(number, receivedAt)], warnings: [] };
      }),
  );
  return {
    approvals: found.flatMap(({ approvals }) => approvals),
    warnings: [...new Set(found.flatMap(({ warnings }) => warnings))],
  };
};
