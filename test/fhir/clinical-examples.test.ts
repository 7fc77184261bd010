import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Bundle, Claim, Coding, FhirResource, ServiceRequest } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import type { Chart } from '../../shared/fhir/read/clinical/chart.ts';
import { readClinicalFacts } from '../../shared/fhir/read/clinical/read-clinical-facts.ts';
import { isFhirResource } from '../../shared/fhir/read/message/entry.ts';
import { CANONICALS, CODEBOOK, SERVICE, valuesOf } from './clinical-chart.ts';
import { published, WITHOUT_SHARED } from './structure-samples.ts';

const SHARED = new URL('../../../shared/', import.meta.url);
const EXAMPLES = new URL('examples/', SHARED);
const SYNTHEA = new URL('data/synthea-r4/', SHARED);
const readJson = (file: URL) => JSON.parse(readFileSync(file, 'utf8'));

const reasonCodings = (resource: FhirResource): readonly Coding[] => {
  if (resource.resourceType === 'ServiceRequest')
    return ((resource as ServiceRequest).reasonCode ?? []).flatMap(({ coding }) => coding ?? []);
  if (resource.resourceType !== 'Claim') return [];
  return ((resource as Claim).diagnosis ?? []).flatMap(
    ({ diagnosisCodeableConcept }) => diagnosisCodeableConcept?.coding ?? [],
  );
};

const chartOf = (bundle: Bundle<FhirResource>): Chart => {
  const entries = (bundle.entry ?? []).flatMap(({ resource, fullUrl = '' }) =>
    resource ? [{ resource, reference: fullUrl }] : [],
  );
  const reasons = entries.flatMap(({ resource, reference }) =>
    reasonCodings(resource).map(({ system = '', code = '' }) => ({ system, code, reference })),
  );
  return { entries, reasons, complete: new Set() };
};
const read = (chart: Chart, serviceDate = SERVICE) =>
  readClinicalFacts(chart, { codebook: CODEBOOK, canonicals: CANONICALS, serviceDate });

const NO_DISEASE = { knownCad: false, priorMi: false, priorPci: null, priorCabg: null, priorIschemiaTest: null };
const CALM = { syncope: false, palpitations: false };
const ABLE = { canExercise: true, ecgReadable: true };
const POSSIBLE = { chestPain: 'possible-cardiac' };
const NONE = { chestPain: 'none', exertionalDyspnea: false };

/** What the messages of the public scenarios say, fact by fact. */
const EXPECTED: Readonly<Record<string, object>> = {
  p01: { ...POSSIBLE, exertionalDyspnea: false, ...CALM, ...ABLE, ...NO_DISEASE },
  p02: { ...POSSIBLE, ...ABLE, ...NO_DISEASE },
  p03: { ...POSSIBLE, exertionalDyspnea: false, ...CALM, canExercise: true, ecgReadable: false, ...NO_DISEASE },
  p04: { knownCad: true },
  p05: { ...POSSIBLE, ...ABLE, ...NO_DISEASE },
  p06a: { ...POSSIBLE, ...ABLE, ...NO_DISEASE },
  p06b: { ...POSSIBLE, ...ABLE, ...NO_DISEASE },
  p07: { ...NONE, ...CALM, ...ABLE, ...NO_DISEASE, knownCad: true, priorPci: { date: '2025-03-12' } },
  p08: {
    chestPain: 'none',
    exertionalDyspnea: true,
    symptomsChanged: 'new-or-worse',
    ...CALM,
    ...NO_DISEASE,
    knownCad: true,
    priorCabg: { date: '2020-04-15' },
    canExercise: false,
    ecgReadable: true,
    plannedStress: 'drug',
  },
  p09: { ...NONE, ...CALM, ...ABLE, ...NO_DISEASE },
  p10: {},
  p11: POSSIBLE,
  p12: POSSIBLE,
  p13: { ...POSSIBLE, ...NO_DISEASE },
  p14: { ...NONE, ...CALM, ...ABLE, ...NO_DISEASE, preOpSurgeryRisk: 'low', functionalCapacityMets: 5 },
  p15: POSSIBLE,
  p16: { knownCad: true },
  p17: POSSIBLE,
  p18: { knownCad: true },
};

const WITHOUT_EXAMPLES = existsSync(EXAMPLES) ? '' : ' (skipped: ../shared/examples is not there)';
describe.skipIf(WITHOUT_EXAMPLES)(`public scenarios${WITHOUT_EXAMPLES}`, () => {
  test.each(Object.entries(EXPECTED))('%s', (name, facts) => {
    const found = read(chartOf(readJson(new URL(`${name}.json`, EXAMPLES)).body));
    expect(valuesOf(found.facts)).toEqual(facts);
    expect(found.warnings).toEqual([]);
  });

  test('reasons are kept beside the facts', () => {
    expect(read(chartOf(readJson(new URL('p03.json', EXAMPLES)).body)).reasons).toEqual({ ecgReadable: 'lbbb' });
    expect(read(chartOf(readJson(new URL('p08.json', EXAMPLES)).body)).reasons).toEqual({ canExercise: 'arthritis' });
  });
});

describe.skipIf(WITHOUT_SHARED)(`charts of others${WITHOUT_SHARED}`, () => {
  const synthea = (name: string) => {
    const chart = chartOf(readJson(new URL(`${name}.json`, SYNTHEA)));
    return { ...chart, reasons: [], complete: new Set(['Condition', 'Procedure']) };
  };

  test('a bypass and a stent after an infarction long ago', () => {
    const { facts, warnings } = read(synthea('chet-thompson-chd-mi'));
    expect(warnings).toEqual([]);
    expect(valuesOf(facts)).toMatchObject({
      knownCad: true,
      priorMi: true,
      priorPci: { date: '1968-10-11' },
      priorCabg: { date: '1968-10-11' },
      acsWithin90Days: null,
      syncope: null,
    });
    for (const judged of ['chestPain', 'canExercise', 'ecgReadable', 'cadRisk'])
      expect(facts).not.toHaveProperty(judged);
  });

  test('coronary disease without an event; an arrest is neither infarction nor stent', () => {
    expect(valuesOf(read(synthea('maria-luisa-razo-chd')).facts)).toMatchObject({
      knownCad: true,
      priorMi: null,
      priorPci: null,
    });
    expect(valuesOf(read(synthea('xavier-lueilwitz-cardiac-arrest')).facts)).toMatchObject({
      priorMi: null,
      priorPci: null,
    });
  });

  test('before the disease was recorded there is none', () => {
    expect(valuesOf(read(synthea('chet-thompson-chd-mi'), '1960-01-01').facts)).toMatchObject({
      knownCad: null,
      priorCabg: null,
    });
  });

  test('every published resource can be read by itself without throwing', () => {
    const entries = published().flatMap(([reference, resource]) =>
      isFhirResource(resource) ? [{ resource, reference }] : [],
    );
    expect(entries.length).toBeGreaterThan(100);
    for (const entry of entries)
      expect(read({ entries: [entry], reasons: [], complete: new Set() }).facts).toBeDefined();
  });

  test('the order of a message never changes what is read', () => {
    const names = readdirSync(SYNTHEA).filter((name) => name.endsWith('.json'));
    const bundles = names.map((name) => chartOf(readJson(new URL(name, SYNTHEA))));
    for (const chart of bundles) {
      const expected = JSON.stringify(read(chart));
      const shuffled = fc.shuffledSubarray([...chart.entries], { minLength: chart.entries.length });
      fc.assert(
        fc.property(shuffled, (entries) => JSON.stringify(read({ ...chart, entries })) === expected),
        { numRuns: 20 },
      );
    }
  });
});
