import { isObject } from '../core/model/is-object.ts';
import { ok, type Problem, type Result, refused } from '../core/model/result.ts';
import { checkStructure } from '../fhir/structure/check-structure.ts';
import type { JsonObject } from '../fhir/structure/flaw.ts';
import type { CrdVersion } from '../fhir/write/order/crd-version.ts';
import type { HookCall, HookService } from './hook-service.ts';
import { at, entriesHeld, type Twin } from './prefetch/held.ts';

const VERSIONS: Readonly<Record<string, CrdVersion>> = { '2.0': '2.0', '2.1': '2.1', '2.2': '2.2' };

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() ? value : undefined);
const required = (expression: string, says = 'is required'): Problem => ({
  code: 'required',
  says: `${expression} ${says}.`,
  expression,
});
/** Clients send `Patient/1` where the hook says `1`. */
const idOf = (value: unknown): string | undefined => text(value)?.split('/').at(-1);

const serverOf = ({ fhirServer, fhirAuthorization: lent }: JsonObject): Pick<HookCall, 'server'> => {
  const base = text(fhirServer)?.replace(/\/$/, '');
  const token = isObject(lent) ? text(lent.access_token) : undefined;
  return base ? { server: { base, ...(token ? { token } : {}) } } : {};
};

const contextProblems = (context: JsonObject, { contextBundle }: HookService): readonly Problem[] => {
  const bundle = contextBundle ? context[contextBundle] : undefined;
  const isBundle = isObject(bundle) && bundle.resourceType === 'Bundle';
  return [
    ...(idOf(context.patientId) ? [] : [required('context.patientId')]),
    ...(contextBundle && !isBundle ? [required(`context.${contextBundle}`, 'must be a Bundle')] : []),
  ];
};

/** Appointments are read before their orders, so an invalid one is refused here; an incomplete one is accepted. */
const visitProblems = (body: Twin, { contextBundle = '' }: HookService): readonly Problem[] =>
  entriesHeld(at(body, 'context', contextBundle))
    .filter(({ resource }) => resource.resourceType === 'Appointment')
    .flatMap(({ resource }) => checkStructure(resource, { unknownElements: 'ignore' }))
    .filter(({ code }) => code === 'structure');

/** Reads a call for this service. What the hook does not define is ignored. */
export const readHookCall = (body: Twin, service: HookService, standing: CrdVersion): Result<HookCall> => {
  const call = isObject(body.plain) ? body.plain : {};
  const { context, extension } = call;
  if (!text(call.hook)) return refused(required('hook'));
  if (call.hook !== service.hook)
    return refused({ code: 'value', says: `This service answers ${service.hook} only.`, expression: 'hook' });
  if (!text(call.hookInstance)) return refused(required('hookInstance'));
  if (!isObject(context)) return refused(required('context', 'must be an object'));
  const problems = [...contextProblems(context, service), ...visitProblems(body, service)];
  if (problems.length) return refused(...problems);
  const asked = isObject(extension) ? extension : {};
  const configuration = asked['davinci-crd.configuration'];
  const options = isObject(configuration) ? configuration : {};
  const encounterId = idOf(context.encounterId);
  const userId = text(context.userId);
  return ok({
    service,
    patientId: idOf(context.patientId) ?? '',
    ...(encounterId ? { encounterId } : {}),
    ...(userId ? { userId } : {}),
    context: at(body, 'context'),
    prefetch: at(body, 'prefetch'),
    ...serverOf(call),
    configuration: options,
    version: VERSIONS[text(asked['davinci-crd.requestedVersion']) ?? ''] ?? standing,
    unsolicited: asked['unsolicited-determ'] !== false && options['unsolicited-determ'] !== false,
  });
};
