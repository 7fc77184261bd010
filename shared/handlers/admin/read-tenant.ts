import * as z from 'zod/mini';
import { tenantId } from '../../app/keys/tenant-id.ts';
import { ROLES } from '../../app/ports/access/session.ts';
import type { Tenant } from '../../app/ports/ports.ts';
import { APPEAL_LEVELS } from '../../core/authorization/review-act.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { channelEditShape, enrolmentShape } from './channel-shape.ts';
import {
  calendarDay as day,
  fhirServerShape,
  settingId as id,
  payerServerShape,
  secretName as secret,
  filled as text,
} from './field-shapes.ts';
import { readTestMode } from './read-test-mode.ts';
import { contradictionsIn } from './settings-contradictions.ts';
import { settingsProblems } from './settings-problems.ts';
import { payerEndpointShape, submissionShape, x12EligibilityShape } from './submission-shape.ts';
import { webhookShape } from './webhook-shape.ts';

const origin = z.string().check(z.regex(/^https?:\/\/[^/?#]+$/, 'a scheme, a host and a port, nothing behind'));
const instant = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'an instant like 2027-01-31T08:00:00.000Z'));
/** Of a sandbox's clock: two years, further than any deadline here. */
const MOST_HOURS = 17_520;
/** Windows of one level of appeal. */
const appealWindows = {
  withinDays: z.exactOptional(z.int().check(z.minimum(1), z.maximum(1_000))),
  decideWithinDays: z.exactOptional(z.int().check(z.minimum(1), z.maximum(365))),
  expeditedWithinHours: z.exactOptional(z.int().check(z.minimum(1), z.maximum(1_000))),
};
const days = z.exactOptional(z.int().check(z.nonnegative()));

/** Settings of a tenant, field by field. */
export const tenantShape = z.strictObject({
  id,
  timeZone: text,
  habits: z.exactOptional(
    z.strictObject({
      submitWithinHours: z.exactOptional(z.number().check(z.nonnegative())),
      documentsDaysBefore: days,
      warnDaysBeforeEnd: days,
      recheckDaysBefore: days,
    }),
  ),
  confirmationRequired: z._default(z.boolean(), false),
  rosterComplete: z._default(z.array(text), []),
  sources: z.array(
    z.strictObject({
      id,
      name: text,
      hookSecret: z.exactOptional(secret),
      fhir: z.exactOptional(
        z.strictObject({
          ...fhirServerShape,
          writeBack: z.exactOptional(z.boolean()),
          orders: z.exactOptional(text),
        }),
      ),
    }),
  ),
  payerServers: z.exactOptional(
    z.array(z.strictObject({ payer: id, ...payerServerShape, x12: z.exactOptional(x12EligibilityShape) })),
  ),
  payerEndpoints: z.exactOptional(z.array(payerEndpointShape)),
  submission: z.exactOptional(submissionShape),
  outbound: z.exactOptional(z.array(origin)),
  keyId: z.exactOptional(text),
  auditYears: z.exactOptional(z.int().check(z.minimum(1), z.maximum(100))),
  rate: z.exactOptional(
    z.strictObject({
      perSecond: z.number().check(z.positive(), z.maximum(10_000)),
      burst: z.number().check(z.minimum(1), z.maximum(100_000)),
    }),
  ),
  payerNames: z.exactOptional(z.array(z.strictObject({ payer: id, names: z.array(text).check(z.minLength(1)) }))),
  exemptions: z.exactOptional(
    z.array(
      z.strictObject({
        payer: id,
        dated: day,
        from: day,
        to: z.exactOptional(day),
        codes: z.array(z.string().check(z.regex(/^[A-Z0-9]\d{3}[A-Z0-9]$/, 'a billing code'))).check(z.minLength(1)),
        npis: z.exactOptional(z.array(z.string().check(z.regex(/^\d{10}$/, 'ten digits')))),
        taxIds: z.exactOptional(z.array(z.string().check(z.regex(/^\d{2}-?\d{7}$/, 'nine digits')))),
        of: z._default(z.enum(['ordering', 'performing']), 'ordering'),
        notify: z.boolean(),
      }),
    ),
  ),
  payerLeadDays: z.exactOptional(
    z.array(z.strictObject({ payer: id, days: z.int().check(z.minimum(0), z.maximum(60)) })),
  ),
  webhooks: z.exactOptional(z.array(webhookShape).check(z.maxLength(10))),
  channels: z.exactOptional(z.array(channelEditShape).check(z.maxLength(200))),
  enrolments: z.exactOptional(z.array(enrolmentShape).check(z.maxLength(500))),
  payersServed: z.exactOptional(z.array(id)),
  crdVersion: z.exactOptional(z.enum(['2.0', '2.1', '2.2'])),
  selfApproval: z.exactOptional(z.boolean()),
  utilizationReview: z.exactOptional(
    z.strictObject({
      payers: z.exactOptional(z.array(id).check(z.minLength(1))),
      adoptedPacks: z._default(z.array(id), []),
      authority: z.exactOptional(z.strictObject({ declaredBy: text, declaredOn: day })),
      numberPrefix: z.exactOptional(
        z.string().check(z.regex(/^(?!TEST)[A-Z][A-Z0-9]{0,7}$/, 'one to eight capital letters and digits, not TEST')),
      ),
      contact: z.exactOptional(text),
      secondSignature: z.exactOptional(z.boolean()),
      appeals: z.exactOptional(
        z.strictObject({
          ...appealWindows,
          levels: z.exactOptional(z.literal(APPEAL_LEVELS)),
          second: z.exactOptional(z.strictObject(appealWindows)),
        }),
      ),
    }),
  ),
  signIn: z.exactOptional(
    z.strictObject({
      claim: text,
      roles: z.array(z.strictObject({ group: text, role: z.enum(ROLES) })).check(z.minLength(1)),
      idleMinutes: z.exactOptional(z.int().check(z.minimum(5), z.maximum(240))),
      hours: z.exactOptional(z.int().check(z.minimum(1), z.maximum(24))),
      sessionsSince: z.exactOptional(instant),
      blocked: z.exactOptional(z.array(text)),
    }),
  ),
  testMode: z.exactOptional(
    z.strictObject({
      clockAheadHours: z.exactOptional(z.int().check(z.nonnegative(), z.maximum(MOST_HOURS))),
      payerScript: z.exactOptional(z.record(z.string(), z.unknown())),
      practicePayers: z.exactOptional(z.array(id).check(z.minLength(1), z.maxLength(10))),
    }),
  ),
});

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

/** Settings of one tenant as an operator writes them; reports every problem at once. */
export const readTenant = (value: unknown): Result<Tenant> => {
  const parsed = tenantShape.safeParse(value);
  if (!parsed.success) return refused(...settingsProblems(tenantShape, value, parsed.error.issues));
  const { testMode: given, ...rest } = parsed.data;
  const testMode = given && readTestMode(given);
  const tenant: Tenant = {
    ...rest,
    id: tenantId(rest.id),
    ...(testMode ? { testMode: testMode.value } : {}),
  };
  const problems = [
    ...(testMode?.problems ?? []),
    ...(isTimeZone(tenant.timeZone)
      ? []
      : [{ code: 'value' as const, says: 'Not an IANA time zone.', expression: 'timeZone' }]),
    ...contradictionsIn(tenant),
  ];
  return problems.length ? refused(...problems) : ok(tenant);
};
