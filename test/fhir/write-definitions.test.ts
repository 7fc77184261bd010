import { describe, expect, it } from 'vitest';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { definitionsOf } from '../../shared/fhir/definitions/definitions-of.ts';
import { readDefinition } from '../../shared/fhir/definitions/read-definition.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { validateR4 } from '../support/validators.ts';

const canonicals = canonicalsOf();

describe('our own definitions', () => {
  it.each([...definitionsOf(canonicals)])('%s is valid R4', (_key, definition) => {
    expect(validateR4(definition)).toEqual([]);
  });
  it('gives every StructureDefinition a snapshot: each element in full, and all that the differential says', () => {
    const structures = [...definitionsOf(canonicals).values()].filter(
      (one) => one.resourceType === 'StructureDefinition',
    );
    expect(structures.length).toBeGreaterThan(0);
    for (const { id, snapshot, differential } of structures) {
      const elements = new Map((snapshot?.element ?? []).map((element) => [element.id, element]));
      expect([id, elements.size]).toEqual([id, snapshot?.element.length]);
      for (const element of elements.values()) {
        const { path, definition, min, max, base } = element;
        expect({ path, definition, min, max, base }).toEqual({
          path: expect.stringMatching(/^[A-Z]\w+/),
          definition: expect.stringMatching(/\w/),
          min: expect.any(Number),
          max: expect.stringMatching(/^(\d+|\*)$/),
          base: { path: expect.any(String), min: expect.any(Number), max: expect.any(String) },
        });
        expect([element.id, max === '*' || Number(max) >= Number(min)]).toEqual([element.id, true]);
      }
      for (const element of differential?.element ?? []) expect(elements.get(element.id)).toMatchObject({ ...element });
    }
  });
  it('defines an operation for every operation route', () => {
    const wanted = ROUTES.flatMap(({ capability }) =>
      // Of an operation that a guide defines we are no owner.
      capability && 'definition' in capability && !capability.definition.startsWith('http')
        ? [`OperationDefinition/${capability.definition}`]
        : [],
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.filter((key) => !definitionsOf(canonicals).has(key))).toEqual([]);
  });
  it('is not found under another type or id', () => {
    expect(readDefinition('CodeSystem', 'nonsense', canonicals)).toBeUndefined();
  });
});
