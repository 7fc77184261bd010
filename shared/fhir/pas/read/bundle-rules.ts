import type { Bundle, Claim, FhirResource } from 'fhir/r4';
import type { Problem } from '../../../core/model/result.ts';
import { isFhirResource } from '../../read/message/entry.ts';

const at = (code: Problem['code'], says: string, expression: string): Problem => ({ code, says, expression });

const ABSOLUTE = /^(https?:\/\/\S+|urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const HISTORY_ONLY = ['search', 'request', 'response'] as const;

const entryProblems = ({ entry = [] }: Bundle): readonly Problem[] => {
  const seen = new Set<string>();
  return entry.flatMap((one, index): readonly Problem[] => {
    const path = `Bundle.entry[${index}]`;
    const { fullUrl } = one;
    const doubled = fullUrl !== undefined && seen.has(fullUrl);
    if (fullUrl) seen.add(fullUrl);
    return [
      ...(isFhirResource(one.resource) ? [] : [at('required', 'Each entry holds a resource.', `${path}.resource`)]),
      ...(fullUrl === undefined ? [at('required', 'Each entry has a fullUrl.', `${path}.fullUrl`)] : []),
      ...(fullUrl !== undefined && !ABSOLUTE.test(fullUrl)
        ? [at('value', 'A fullUrl is an absolute URL or a urn:uuid.', `${path}.fullUrl`)]
        : []),
      ...(doubled ? [at('duplicate', 'Two entries have this fullUrl.', `${path}.fullUrl`)] : []),
      ...HISTORY_ONLY.flatMap((name) =>
        one[name] === undefined ? [] : [at('structure', 'May not stand in a collection.', `${path}.${name}`)],
      ),
    ];
  });
};

const isClaim = (resource: unknown): resource is Claim => isFhirResource(resource) && resource.resourceType === 'Claim';

/** The Claim comes first; beside it there may be the one it follows. */
const claimProblems = ({ entry = [] }: Bundle, mostClaims: number): readonly Problem[] => {
  const claims = entry.flatMap(({ resource }, index) => (isClaim(resource) ? [{ resource, index }] : []));
  const [first, second] = claims;
  if (!first) return [at('required', 'The Bundle holds no Claim.', 'Bundle.entry')];
  if (first.index > 0) return [at('invariant', 'The first entry is the Claim.', 'Bundle.entry[0].resource')];
  if (claims.length > mostClaims)
    return [at('invariant', `At most ${mostClaims} Claim may stand in the Bundle.`, `Bundle.entry[${second?.index}]`)];
  if (second && !first.resource.related?.length)
    return [
      at('invariant', 'A second Claim needs related.claim in the first one.', `Bundle.entry[${second.index}].resource`),
    ];
  return [];
};

/** What the guide asks of a request Bundle, whatever its Claim says. */
export const bundleProblems = (value: FhirResource, mostClaims: number): readonly Problem[] => {
  if (value.resourceType !== 'Bundle')
    return [at('structure', 'Send a Bundle with the Claim first.', value.resourceType)];
  const whole = [
    ...(value.type === 'collection' ? [] : [at('value', 'The Bundle is of type collection.', 'Bundle.type')]),
    ...(value.identifier?.value ? [] : [at('required', 'The Bundle has an identifier.', 'Bundle.identifier')]),
    ...(value.timestamp ? [] : [at('required', 'The Bundle has a timestamp.', 'Bundle.timestamp')]),
    ...(value.entry?.length ? [] : [at('required', 'The Bundle is empty.', 'Bundle.entry')]),
  ];
  const entries = entryProblems(value);
  return [...whole, ...entries, ...(value.entry?.length ? claimProblems(value, mostClaims) : [])];
};
