import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkCoverageInformation } from '../../shared/fhir/write/order/check-coverage-information.ts';
import { statementsOn } from '../cds-hooks/hook-harness.ts';
import { chartOf, type EhrHarness, openEhrHarness } from '../support/ehr-harness.ts';
import { TENANT } from '../support/event-harness.ts';

let harness: EhrHarness;
beforeEach(async () => {
  harness = await openEhrHarness({ writeBack: true });
  harness.stub.charts.push(...chartOf('written'));
});
afterEach(() => harness.close());

const held = (type: string) => harness.stub.charts.find(({ resourceType }) => resourceType === type)!;

test.each(['2.0', '2.2', undefined] as const)(
  'an order gets its statement in the release its tenant settled on: %s',
  async (release) => {
    const settled = (await harness.ports.settings.tenant(TENANT.id))!;
    await harness.ports.settings.put({ ...settled, ...(release ? { crdVersion: release } : {}) });
    Object.assign(held('ServiceRequest'), { meta: { versionId: '1', lastUpdated: '2026-11-25T14:00:00.000Z' } });
    Object.assign(held('Coverage'), { period: { end: '2026-03-31' } });
    await harness.receive({ id: 'told', detail: { source: TENANT.source, reference: 'ServiceRequest/written' } });
    await harness.drain();
    await harness.relay();
    const [statement] = statementsOn(held('ServiceRequest'));
    expect(checkCoverageInformation(statement, release ?? '2.0')).toEqual([]);
    // Only the newer release has codes for why something is not covered.
    expect(JSON.stringify(statement).includes('"no-active-coverage"')).toBe(release === '2.2');
  },
);
