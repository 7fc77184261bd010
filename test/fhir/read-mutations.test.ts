import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../shared/fhir/read/read-message.ts';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';
import { bundle, context, cpt, order, read, sharedFile, WITHOUT_SHARED } from './read-support.ts';
import type { JsonObject } from './structure-samples.ts';
import { changed, stepsIn, valueAt } from './structure-spoil.ts';

const NAMES = Array.from({ length: 18 }, (_, index) => `p${String(index + 1).padStart(2, '0')}`).filter(
  (one) => one !== 'p06',
);
const example = (name: string) => sharedFile(`examples/${name}.json`) as { door: string; body: JsonObject };
const dialectOf = (path: string) => (path.includes('Claim/') ? ('claim' as const) : ('eligibility' as const));

/** The message with one place removed, emptied, repeated, or filled with something else from it. */
const spoil = (owner: Record<string | number, unknown>, step: string | number, how: number, other: unknown) => {
  if (how === 0) Reflect.deleteProperty(owner, step);
  else if (how === 1 && Array.isArray(owner)) owner.push(structuredClone(owner[Number(step)]));
  else if (how === 2 && Array.isArray(owner[step])) owner[step] = owner[step].toReversed();
  else owner[step] = structuredClone(other);
};

describe.skipIf(WITHOUT_SHARED)(`messages spoilt at random${WITHOUT_SHARED}`, () => {
  it('that are still valid R4 are read or refused, never crash', () => {
    const seen = { read: 0, refused: 0 };
    const messages = NAMES.map((name) => example(name)).map(({ door: path, body }) => ({
      dialect: dialectOf(path),
      body,
      steps: stepsIn(body),
    }));
    const pick = fc.nat();
    fc.assert(
      fc.property(fc.nat(messages.length - 1), pick, pick, fc.nat(3), pick, (which, first, second, how, seed) => {
        const { dialect, body, steps } = messages[which]!;
        const at = (index: number) => steps[index % steps.length]!;
        const once = changed(body, at(first), (owner, step) => spoil(owner, step, how, valueAt(body, at(seed))));
        const left = stepsIn(once);
        const twice = changed(once, left[second % left.length]!, (owner, step) =>
          spoil(owner, step, (how + 1) % 3, undefined),
        );
        for (const message of [once, twice]) {
          if (checkStructure(message, { unknownElements: 'ignore' }).length) continue;
          const result = readMessage(message, { dialect, mode: 'check' }, context);
          seen[result.ok ? 'read' : 'refused'] += 1;
          if (!result.ok) for (const problem of result.problems) expect(problem.says).not.toBe('');
        }
      }),
      { numRuns: 1500, seed: 20260512 },
    );
    expect(seen.read).toBeGreaterThan(300);
    expect(seen.refused).toBeGreaterThan(100);
  });
});

const PEOPLE = [
  ['chet-thompson-chd-mi', 'MA', true],
  ['maria-luisa-razo-chd', 'MA', false],
  ['xavier-lueilwitz-cardiac-arrest', 'MA', false],
] as const;

describe.skipIf(WITHOUT_SHARED)(
  `whole charts of synthetic people, with an order and their coverage lifted out${WITHOUT_SHARED}`,
  () => {
    it.each(PEOPLE)('%s', (name, state, deceased) => {
      interface Chart {
        readonly entry: readonly { readonly fullUrl: string; readonly resource: JsonObject }[];
      }
      const { entry } = sharedFile(`data/synthea-r4/${name}.json`) as Chart;
      const person = entry.find(({ resource }) => resource.resourceType === 'Patient')!;
      const benefit = entry.find(({ resource }) => resource.resourceType === 'ExplanationOfBenefit')!;
      const contained = benefit.resource.contained as readonly JsonObject[];
      const coverage = contained.find(({ resourceType }) => resourceType === 'Coverage')!;
      const subject = { reference: person.fullUrl };
      const message = {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [
          ...bundle(order({ subject, code: cpt('78452') })).entry,
          ...bundle(coverage).entry,
          ...entry.map(({ fullUrl, resource }) => ({ fullUrl, resource })),
        ],
      };
      const inquiry = read(message);
      expect(inquiry).toMatchObject({
        patient: {
          id: person.resource.id,
          reference: `Patient/${person.resource.id}`,
          birthDate: person.resource.birthDate,
        },
        coverages: [
          { focal: true, status: 'active', planType: 'commercial', payor: { identifiers: [], name: 'private' } },
        ],
        lines: [{ codes: ['78452'], order: 'order-1', notes: [{ id: 'state-from-patient' }] }],
        facts: { siteState: { value: state }, sex: { value: person.resource.gender } },
      });
      expect(inquiry.patient.deceased ?? false).toBe(deceased);
      expect(inquiry.orders).toHaveLength(1);
    });
  },
);
