import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';
import { typeShape } from '../../shared/fhir/structure/type-shape.ts';
import { type JsonObject, order, patient, WITHOUT_SHARED } from './structure-samples.ts';
import { changed, isElement, isObject, type Step, samplesOfEachType, stepsIn, valueAt } from './structure-spoil.ts';

/** Whether the expression names this element. A choice is named by its base name, an extension by its primitive. */
const names = (expression: string | undefined, resourceType: unknown, steps: readonly Step[]): boolean => {
  const pattern = steps.map((step) => {
    if (typeof step === 'number') return `\\[${step}\\]`;
    const name = step.replace(/^_/, '');
    const bare = [...name.matchAll(/[A-Z]/g)].map(({ index }) => name.slice(0, index));
    return `\\.(${[step, name, ...bare].filter(Boolean).join('|')})`;
  });
  return new RegExp(`^${String(resourceType)}${pattern.join('')}$`).test(expression ?? '');
};

const missed = (resource: JsonObject, mutant: JsonObject, steps: readonly Step[], below = false): readonly string[] => {
  const found = checkStructure(mutant).some(
    ({ expression }) =>
      names(expression, resource.resourceType, steps) ||
      (below && names(expression?.replace(/\[\d+\]$/, ''), resource.resourceType, steps)),
  );
  return found ? [] : [`${String(resource.resourceType)}.${steps.join('.')}`];
};

describe.skipIf(WITHOUT_SHARED)(`published resources, spoilt in one place${WITHOUT_SHARED}`, () => {
  const resources = samplesOfEachType(3);
  const spoil = (wrong: (resource: JsonObject, steps: readonly Step[]) => readonly string[]) =>
    resources.flatMap((resource) => stepsIn(resource).flatMap((steps) => wrong(resource, steps)));

  test('cover most of the table', () => {
    expect(new Set(resources.map(({ resourceType }) => resourceType)).size).toBeGreaterThan(20);
  });

  test('a misspelled element is found at its path', () => {
    const wrong = spoil((resource, steps) => {
      if (!isElement(steps)) return [];
      const mutant = changed(resource, steps, (owner, step) => {
        owner[`${step}q`] = owner[step];
        delete owner[step];
      });
      return missed(resource, mutant, [...steps.slice(0, -1), `${String(steps.at(-1))}q`]);
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['turned into a number or text', (value: unknown) => (typeof value === 'string' ? 5 : 'text')],
    ['turned into a list or taken out of one', (value: unknown) => (Array.isArray(value) ? value[0] : [value])],
    ['turned into null', () => null],
    ['turned into an empty list', () => []],
    ['turned into an empty object', () => ({})],
    ['turned into empty text', () => ''],
  ])('an element %s is found where it stands', (_, spoilt) => {
    const wrong = spoil((resource, steps) => {
      if (!isElement(steps)) return [];
      const mutant = changed(resource, steps, (owner, step) => {
        owner[step] = spoilt(owner[step]);
      });
      return missed(resource, mutant, steps, true);
    });
    expect(wrong).toEqual([]);
  });

  test('a removed required element is reported at its path', () => {
    const required = (resource: JsonObject, steps: readonly Step[]) => {
      const owner = valueAt(resource, steps.slice(0, -1));
      const shape = isObject(owner) ? typeShape(String(owner.resourceType)) : undefined;
      return shape?.required.some(({ properties }) => properties.includes(String(steps.at(-1)))) ?? false;
    };
    /** A primitive and what is said of it (`criteria`, `_criteria`): one of them is enough. */
    const hasTwin = (resource: JsonObject, steps: readonly Step[]): boolean => {
      const name = String(steps.at(-1));
      const owner = valueAt(resource, steps.slice(0, -1));
      return isObject(owner) && (name.startsWith('_') ? name.slice(1) : `_${name}`) in owner;
    };
    let tried = 0;
    const wrong = spoil((resource, steps) => {
      if (!isElement(steps) || !required(resource, steps) || hasTwin(resource, steps)) return [];
      tried += 1;
      return missed(
        resource,
        changed(resource, steps, (owner, step) => delete owner[step]),
        steps,
      );
    });
    expect(tried).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });
});

describe('any input', () => {
  const names = fc.constantFrom(
    'resourceType',
    'extension',
    '_birthDate',
    'birthDate',
    'name',
    'given',
    '_given',
    'contained',
    'entry',
    'resource',
    'valueString',
    'reference',
    'subject',
    'coding',
    'code',
    '__proto__',
    'constructor',
    'toString',
  );
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom('Patient', 'Bundle', 'ServiceRequest', 'active', '2026-02-30', 'Patient/1'),
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'medium' },
      words,
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(names, fc.string()), tie('json'), { maxKeys: 6 }),
    ),
  }));

  test('no JSON makes the check throw, and no result has more than 101 problems', () => {
    fc.assert(
      fc.property(json, fc.constantFrom('refuse' as const, 'ignore' as const), (value, unknownElements) => {
        expect(checkStructure(value, { unknownElements }).length).toBeLessThanOrEqual(101);
      }),
      { numRuns: 2000 },
    );
  });

  test('a resource with anything in any element is checked without throwing', () => {
    const element = fc.constantFrom(...(typeShape('ServiceRequest')?.fields.keys() ?? []));
    fc.assert(
      fc.property(element, json, (property, value) => {
        for (const { says, expression } of checkStructure({ ...order(), [property]: value }))
          expect(says && expression).toBeTruthy();
      }),
      { numRuns: 2000 },
    );
  });

  test('deep nesting gives a problem, not a stack overflow', () => {
    let deep: unknown = { url: 'u', valueString: 'x' };
    for (let level = 0; level < 200_000; level += 1) deep = { url: 'u', extension: [deep] };
    expect(checkStructure({ ...order(), extension: [deep] })).toHaveLength(1);
  });

  test('no problem quotes a value', () => {
    const MARK = 'Marked-7f3a';
    for (const resource of [patient(), order()])
      for (const steps of stepsIn(resource).filter(isElement))
        for (const value of [MARK, [MARK], { [MARK]: MARK }, { text: MARK, coding: MARK }, 4711]) {
          const problems = checkStructure(
            changed(resource, steps, (owner, step) => Object.assign(owner, { [step]: value })),
          );
          expect(JSON.stringify(problems)).not.toMatch(/Marked-7f3a|4711/);
        }
  });
});
