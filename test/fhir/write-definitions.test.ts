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
  it('defines an operation for every operation route', () => {
    const wanted = ROUTES.flatMap(({ capability }) =>
      capability && 'definition' in capability ? [`OperationDefinition/${capability.definition}`] : [],
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.filter((key) => !definitionsOf(canonicals).has(key))).toEqual([]);
  });
  it('is not found under another type or id', () => {
    expect(readDefinition('CodeSystem', 'nonsense', canonicals)).toBeUndefined();
  });
});
