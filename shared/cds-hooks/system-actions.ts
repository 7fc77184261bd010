import type { Extension } from 'fhir/r4';
import { isObject } from '../core/model/is-object.ts';
import type { Canonicals } from '../fhir/canonical.ts';
import type { JsonObject } from '../fhir/structure/flaw.ts';
import { writeCoverageInformation } from '../fhir/write/order/coverage-information.ts';
import type { CrdVersion } from '../fhir/write/order/crd-version.ts';
import { placeStatement } from '../fhir/write/order/place-statement.ts';
import { coverageOn } from './coverage-on.ts';
import type { HookCall } from './hook-service.ts';
import type { Held } from './prefetch/held.ts';
import type { HookAnswer, Said } from './said.ts';

/** CDS Hooks action; `resource` is the client's own plus the extension. */
export interface UpdateAction {
  readonly type: 'update';
  readonly description: string;
  readonly resource: JsonObject;
}

const coverageIn = (extension: unknown): unknown => {
  const parts: unknown = isObject(extension) ? extension.extension : undefined;
  const part = (Array.isArray(parts) ? parts : []).find((one: unknown) => isObject(one) && one.url === 'coverage');
  const reference: unknown = isObject(part) ? part.valueReference : undefined;
  return isObject(reference) ? reference.reference : undefined;
};

const isExtension = (value: unknown): value is Extension => isObject(value) && typeof value.url === 'string';

/** The resource with our earlier statement on the same coverage replaced; `undefined` when nothing is new. */
const withStatements = (
  { exact }: Held,
  statements: readonly Extension[],
  version: CrdVersion,
): JsonObject | undefined => {
  const present: readonly unknown[] = Array.isArray(exact.extension) ? exact.extension : [];
  const known = present.filter(isExtension);
  const isSame = statements.every((one) => placeStatement(one, known, () => true).is === 'same');
  // Before 2.2 a primary hook always answers; since then a statement already present is not sent again (resp-35).
  if (isSame && version === '2.2') return undefined;
  const [url] = statements.map((one) => one.url);
  const answered = new Set(statements.map(coverageIn));
  const kept = present.filter((one) => !(isExtension(one) && one.url === url && answered.has(coverageIn(one))));
  return { ...exact, extension: [...kept, ...statements] };
};

/** One update per resource with a statement. */
export const updateActions = (
  statements: readonly { readonly target: Held; readonly extension: Extension }[],
  version: CrdVersion,
): readonly UpdateAction[] => {
  const targets = [...new Set(statements.map(({ target }) => target.exact))];
  return targets.flatMap((exact) => {
    const own = statements.filter(({ target }) => target.exact === exact);
    const [first] = own;
    const resource =
      first &&
      withStatements(
        first.target,
        own.map(({ extension }) => extension),
        version,
      );
    return resource
      ? [{ type: 'update' as const, description: 'Adds what the coverage says of this stress test.', resource }]
      : [];
  });
};

const statementOf = (one: Said, { service, version }: HookCall, today: string, canonicals: Canonicals): Extension => {
  const { determination, assertionId, policy, lead, subject } = one;
  const coverage = coverageOn(subject.target, one.coverage);
  const contact = determination.paNeeded === 'auth-needed' ? one.contact : undefined;
  return writeCoverageInformation(
    {
      determination: service.asksNoDocuments ? { ...determination, docNeeded: [] } : determination,
      coverage,
      assertionId,
      date: today,
      details: {
        ...(policy ? { policy } : {}),
        ...(contact ? { contact } : {}),
        ...(lead ? { dependency: lead } : {}),
      },
    },
    version,
    canonicals,
  );
};

export const systemActions = ({ call, said, today }: HookAnswer, canonicals: Canonicals): readonly UpdateAction[] =>
  updateActions(
    said.map((one) => ({ target: one.subject.target, extension: statementOf(one, call, today, canonicals) })),
    call.version,
  );
