import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { OrderRef } from '../ports/authorization-store.ts';
import type { Tenant } from '../ports/ports.ts';
import type { Sealed } from '../ports/sealed.ts';

const placeOf = ({ source, orderId }: OrderRef): readonly string[] => ['patient-name', source, orderId];

/** The name of an order's patient as its record keeps it. */
export const sealName = (
  digest: Pick<Sealed, 'seal'>,
  tenant: Tenant['id'],
  order: OrderRef,
  name: string | undefined,
): string | undefined => (name === undefined ? undefined : digest.seal(tenant, placeOf(order), name));

/** The name of a record's patient, where a message told it and its key is still held. */
export const patientNameOf = (
  record: Pick<AuthorizationRecord, 'tenant' | 'source' | 'orderId' | 'sealedName'>,
  digest: Pick<Sealed, 'unseal'>,
): string | undefined =>
  record.sealedName === undefined ? undefined : digest.unseal(record.tenant, placeOf(record), record.sealedName);
