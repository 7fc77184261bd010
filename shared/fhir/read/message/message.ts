import type { Bundle, FhirResource, Parameters } from 'fhir/r4';
import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import { completeTypes } from './complete-look.ts';
import { type Entry, isA, isFhirResource, type Of, type ResourceType, unpackEntry } from './entry.ts';
import { type EntryIndex, indexEntries } from './entry-index.ts';

/** A message unpacked: the root, every resource in it, and the types that were searched completely. */
export interface Message {
  readonly root: FhirResource;
  readonly entries: readonly Entry[];
  readonly index: EntryIndex;
  readonly complete: ReadonlySet<string>;
}

/** The resources of a type that are not contained in another one. */
export const entriesOf = <T extends ResourceType>({ index }: Message, type: T): readonly Entry<Of<T>>[] =>
  (index.byType.get(type) ?? []).filter((entry) => isA(entry, type));

const bundlesIn = (resource: FhirResource): readonly Bundle[] =>
  resource.resourceType === 'Bundle'
    ? [
        resource,
        ...(resource.entry ?? []).flatMap((one) => (isFhirResource(one.resource) ? bundlesIn(one.resource) : [])),
      ]
    : [];

const openParameters = ({ parameter = [] }: Parameters): Result<{ resource: FhirResource; path: string }> => {
  const problems = parameter.flatMap(({ name }, index): readonly Problem[] =>
    name === 'resource'
      ? []
      : [
          {
            code: 'structure',
            says: 'Unknown parameter; known is resource.',
            expression: `Parameters.parameter[${index}].name`,
          },
        ],
  );
  if (problems.length) return refused(...problems);
  const expression = 'Parameters.parameter';
  const [only, more] = parameter;
  const resource = only?.resource;
  if (!isFhirResource(resource))
    return refused({ code: 'required', says: 'resource is missing or holds no resource.', expression });
  if (more) return refused({ code: 'duplicate', says: 'resource may be given once.', expression });
  return ok({ resource, path: 'Parameters.parameter[0].resource' });
};

const isSame = (a: Entry, b: Entry) => JSON.stringify(a.resource) === JSON.stringify(b.resource);

const repeatProblem = ({ path, fullUrl }: Entry): Problem => ({
  code: 'multiple-matches',
  says: 'Another resource of the message has the same fullUrl or id: references to it are ambiguous.',
  expression: fullUrl ? path.replace(/\.resource$/, '.fullUrl') : `${path}.id`,
});

/** bdl-7: one name, one resource, unless versions differ. The same resource twice (found by two searches) is one. */
const withoutRepeats = (entries: readonly Entry[]): Result<readonly Entry[]> => {
  const first = new Map<string, Entry>();
  const repeated = new Set<Entry>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    if (entry.container || !entry.reference) continue;
    const name = `${entry.reference} ${entry.resource.meta?.versionId ?? ''}`;
    const earlier = first.get(name);
    if (!earlier) first.set(name, entry);
    else {
      repeated.add(entry);
      if (!isSame(earlier, entry)) problems.push(repeatProblem(entry));
    }
  }
  return problems.length ? refused(...problems) : ok(entries.filter((one) => !repeated.has(one.container ?? one)));
};

/** Unpacks a structurally valid message: a resource alone, a Bundle, or Parameters with `resource`. */
export const openMessage = (given: FhirResource): Result<Message> => {
  const opened =
    given.resourceType === 'Parameters'
      ? openParameters(given)
      : ok({ resource: given, path: `${given.resourceType}` });
  if (!opened.ok) return opened;
  const { resource: root, path } = opened.value;
  const entries = withoutRepeats(unpackEntry(root, path));
  if (!entries.ok) return entries;
  return ok({
    root,
    entries: entries.value,
    index: indexEntries(entries.value),
    complete: new Set(bundlesIn(root).flatMap(completeTypes)),
  });
};
