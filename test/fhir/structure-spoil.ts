import { typeShape } from '../../shared/fhir/structure/type-shape.ts';
import { type JsonObject, published, resourcesWithin } from './structure-samples.ts';

/** Paths into a JSON value, and copies with one place changed, for tests that break valid resources. */

export type Step = string | number;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const SMALL = 12_000;

/** Up to this many small published examples of each resource type in the table. */
export const samplesOfEachType = (count: number): readonly JsonObject[] => {
  const byType = new Map<unknown, JsonObject[]>();
  for (const resource of published().flatMap(([, content]) => resourcesWithin(content))) {
    const kept = byType.get(resource.resourceType) ?? [];
    const covered = resourcesWithin(resource).every(({ resourceType }) => typeShape(String(resourceType)));
    if (kept.length < count && covered && JSON.stringify(resource).length < SMALL)
      byType.set(resource.resourceType, [...kept, resource]);
  }
  return [...byType.values()].flat();
};

/** The path to every value inside. */
export const stepsIn = (value: unknown, at: readonly Step[] = []): readonly (readonly Step[])[] => {
  const inner = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return inner.flatMap(([step, child]) => [[...at, step], ...stepsIn(child, [...at, step])]);
};

/** Named properties are elements; `resourceType` is not one. */
export const isElement = (steps: readonly Step[]): boolean =>
  typeof steps.at(-1) === 'string' && steps.at(-1) !== 'resourceType';

export const valueAt = (value: unknown, steps: readonly Step[]): unknown =>
  steps.reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)[step], value);

/** A copy in which the parent of the last path step is rewritten. */
export const changed = (
  resource: JsonObject,
  steps: readonly Step[],
  edit: (owner: Record<Step, unknown>, step: Step) => void,
): JsonObject => {
  const copy = structuredClone(resource);
  edit(valueAt(copy, steps.slice(0, -1)) as Record<Step, unknown>, steps.at(-1) ?? '');
  return copy;
};
