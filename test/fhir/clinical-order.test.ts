import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4';
import { expect, test } from 'vitest';
import factMaps from '../../rules/codes/fact-maps.json' with { type: 'json' };
import {
  clinicalStatus,
  coded,
  condition,
  observation,
  procedure,
  read,
  report,
  response,
  word,
} from './clinical-chart.ts';

const CODES = factMaps.maps
  .filter(({ system }) => system === 'icd-10-cm' || system === 'snomed')
  .flatMap(({ system, codes }) =>
    codes.map((code) => [system === 'snomed' ? 'snomed' : 'icd', code.replace('*', '0')] as const),
  );
const DATES = ['2019', '2024-06', '2025-09-01', '2026-02-20', '2026-05-01', '2026-05-12', '2026-08-01'];

const code = fc.constantFrom(...CODES);
const date = fc.constantFrom(...DATES);
const yesNo = fc.boolean().map((valueBoolean) => ({ valueBoolean }));
const conditions = fc
  .tuple(code, date, fc.constantFrom('active', 'resolved', 'remission'))
  .map(([[system, one], onsetDateTime, status]) =>
    condition(system, one, { onsetDateTime, clinicalStatus: clinicalStatus(status) }),
  );
const observations = fc
  .tuple(code, date, fc.oneof(yesNo, fc.constant({})))
  .map(([[system, one], effectiveDateTime, value]) => observation(coded(system, one), { effectiveDateTime, ...value }));
const procedures = fc
  .tuple(fc.constantFrom('93015', '78452', '92928', '33533'), date)
  .map(([one, performedDateTime]) => procedure('cpt', one, { performedDateTime }));
const reports = fc
  .tuple(fc.constantFrom('93015', '78452', '93000'), date, fc.constantFrom('17621005', '263654008', '63467002'))
  .map(([one, effectiveDateTime, conclusion]) =>
    report('cpt', one, { effectiveDateTime, conclusionCode: [coded('snomed', conclusion)] }),
  );
const answers = fc
  .record(
    {
      syncope: yesNo,
      knownCad: yesNo,
      ecgReadable: yesNo,
      chestPain: fc.constantFrom('none', 'noncardiac', 'cardiac').map(word),
      priorPci: fc.oneof(
        date.map((valueDate) => ({ valueDate })),
        fc.constant(word('none')),
      ),
      'priorIschemiaTest.result': fc.constantFrom('normal', 'abnormal').map(word),
    },
    { requiredKeys: [] },
  )
  .chain((items) => date.map((authored) => response(items as never, { authored })));
const charts: fc.Arbitrary<readonly FhirResource[]> = fc.array(
  fc.oneof(conditions, observations, procedures, reports, answers),
  {
    maxLength: 12,
  },
);
const COMPLETE = fc.subarray(['Condition', 'Procedure', 'Observation', 'DiagnosticReport']);

const named = (all: readonly FhirResource[]) => all.map((resource, index) => ({ ...resource, id: `r${index}` }));
const text = (found: ReturnType<typeof read>) => JSON.stringify(found);

test('the order of entries never changes facts, reasons or warnings', () => {
  const twice = charts.chain((all) =>
    fc.tuple(fc.constant(named(all)), fc.shuffledSubarray(named(all), { minLength: all.length })),
  );
  fc.assert(
    fc.property(twice, COMPLETE, ([resources, shuffled], complete) => {
      expect(text(read(shuffled, { complete }))).toBe(text(read(resources, { complete })));
    }),
    { numRuns: 400 },
  );
});

test('known facts name their source; each contradiction gives one warning', () => {
  fc.assert(
    fc.property(charts, COMPLETE, (resources, complete) => {
      const { facts, warnings } = read(resources, { complete });
      expect(new Set(warnings).size).toBe(warnings.length);
      for (const fact of Object.values(facts)) {
        if (fact.is === 'known') expect(fact.from?.length).toBeGreaterThan(0);
        if (fact.conflict) expect(warnings).toContain(fact.conflict);
      }
    }),
    { numRuns: 400 },
  );
});

test('the newest answer wins, whatever is in the chart', () => {
  fc.assert(
    fc.property(charts, fc.boolean(), (resources, valueBoolean) => {
      const newest = response({ ecgReadable: { valueBoolean } }, { authored: '2027-01-01' });
      expect(read([...resources, newest]).facts.ecgReadable).toMatchObject({ is: 'known', value: valueBoolean });
    }),
    { numRuns: 200 },
  );
});
