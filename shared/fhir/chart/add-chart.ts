import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { completeTypes } from '../read/message/complete-look.ts';
import type { Message } from '../read/message/message.ts';
import { isTheirs } from './theirs.ts';

/** What one search or read of the chart brought. */
export interface FilledPart {
  /** Type looked for. */
  readonly type: string;
  /** It looked for everything of the type. */
  readonly looksForAll: boolean;
  readonly found: Bundle;
}

interface Added {
  readonly message: Bundle;
  /** Types whose look was not complete. */
  readonly partial: readonly string[];
}

const nameOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id ?? ''}`;

/** Failures a server reports beside its hits, or tells in place of them. */
const isNotice = ({ resource, search }: BundleEntry): boolean =>
  search?.mode === 'outcome' || resource?.resourceType === 'OperationOutcome';

/**
 * The message first, then what the chart adds, each resource once and named as on its server. A look that was complete
 * stays a searchset, so that what it did not find is absent; of any other only the hits count.
 */
export const addChart = (
  message: Message,
  parts: readonly FilledPart[],
  { patient, base }: { readonly patient: string; readonly base: string },
): Added => {
  const held = new Set(message.entries.filter(({ container }) => !container).map(({ resource }) => nameOf(resource)));
  const partial: string[] = [];
  const entry = parts.map(({ type, looksForAll, found }): BundleEntry => {
    const hits = (found.entry ?? []).filter((one) => !isNotice(one));
    const good = hits.flatMap(({ resource }) => (isTheirs(resource, patient, base) ? [resource] : []));
    const whole = good.length === hits.length && completeTypes(found).includes(type);
    if (looksForAll && !whole) partial.push(type);
    const fresh = good.filter((resource) => {
      const isNew = resource.resourceType !== 'ServiceRequest' && !held.has(nameOf(resource));
      held.add(nameOf(resource));
      return isNew;
    });
    const link = found.link?.filter(({ relation }) => relation === 'self') ?? [];
    const added: Bundle = {
      resourceType: 'Bundle',
      ...(whole ? { type: 'searchset', link } : { type: 'collection' }),
      ...(fresh.length ? { entry: fresh.map((resource) => ({ resource })) } : {}),
    };
    return { resource: added };
  });
  return {
    message: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: message.root }, ...entry] },
    partial,
  };
};
