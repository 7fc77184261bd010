import { describe, expectTypeOf, test } from 'vitest';
import type { answerIndexes, keys, ranges } from '../../shared/adapters/dynamodb/table.ts';
import type { auditIndexes, auditRanges } from '../../shared/adapters/dynamodb/table-audit.ts';
import type { patientKeyOf } from '../../shared/app/keys/patient-key.ts';
import type { AuthorizationStore, NumberClaim } from '../../shared/app/ports/authorization-store.ts';
import type { Digest } from '../../shared/app/ports/ports.ts';
import type { MemberKey, PatientKey } from '../../shared/core/model/keys/person-keys.ts';
import type { TenantId } from '../../shared/core/model/keys/tenant-id.ts';

type Swapped<F extends (...given: never[]) => unknown> = [PatientKey, TenantId] extends [
  Parameters<F>[0],
  Parameters<F>[1],
]
  ? 'compiles'
  : 'does not compile';

describe('a tenant where a patient is meant, or a patient where a tenant is', () => {
  test('does not compile, wherever keys are built of both', () => {
    expectTypeOf<Swapped<typeof ranges.patientHeads>>().toEqualTypeOf<'does not compile'>();
    expectTypeOf<Swapped<typeof ranges.patientAnswers>>().toEqualTypeOf<'does not compile'>();
    expectTypeOf<Swapped<typeof answerIndexes>>().toEqualTypeOf<'does not compile'>();
    expectTypeOf<Swapped<typeof auditIndexes.patient>>().toEqualTypeOf<'does not compile'>();
    expectTypeOf<Swapped<typeof auditRanges.patient>>().toEqualTypeOf<'does not compile'>();
    expectTypeOf<Swapped<(one: string, other: string) => void>>().toEqualTypeOf<'compiles'>();
  });
  test('a reference is not hashed as a tenant, and one kind of key is not another', () => {
    expectTypeOf<string>().not.toExtend<Parameters<Digest['keyed']>[0]>();
    expectTypeOf<string>().not.toExtend<Parameters<typeof patientKeyOf>[1]>();
    expectTypeOf<PatientKey>().not.toExtend<Parameters<typeof keys.memberOrder>[1]>();
    expectTypeOf<MemberKey>().not.toExtend<NumberClaim['patientKey']>();
    expectTypeOf<PatientKey>().not.toExtend<Parameters<AuthorizationStore['load']>[0]>();
    expectTypeOf<TenantId>().toExtend<string>();
  });
});
