import { describe, expect, test } from 'vitest';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';
import { typeShape } from '../../shared/fhir/structure/type-shape.ts';
import { published, WITHOUT_SHARED } from './structure-samples.ts';

const EXAMPLES = published();

describe.skipIf(WITHOUT_SHARED)(`resources published by others${WITHOUT_SHARED}`, () => {
  test('are numerous enough to matter', () => {
    const covered = EXAMPLES.filter(([, { resourceType }]) => typeShape(String(resourceType)));
    expect(covered.length).toBeGreaterThan(60);
  });

  test.each(EXAMPLES)('%s is valid, strictly and leniently', (_, resource) => {
    expect(checkStructure(resource)).toEqual([]);
    expect(checkStructure(resource, { unknownElements: 'ignore' })).toEqual([]);
  });
});
