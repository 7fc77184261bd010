import type { Bundle, Coverage, FhirResource, Reference, ServiceRequest } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { tenantReach } from '../../shared/adapters/ehr/chart-gaps.ts';
import { DELEGATED_REACH, VISIT_REACH } from '../../shared/cds-hooks/prefetch/delegated-reach.ts';
import { PREFETCH } from '../../shared/cds-hooks/prefetch/prefetch.ts';
import { addChart } from '../../shared/fhir/chart/add-chart.ts';
import { EVIDENCE } from '../../shared/fhir/chart/chart-needs.ts';
import { findReads, findSearches } from '../../shared/fhir/chart/find-gaps.ts';
import { isTheirs } from '../../shared/fhir/chart/theirs.ts';
import { isFhirResource } from '../../shared/fhir/read/message/entry.ts';

const BASE = 'https://ehr.example/r4';
const TENANT_REACH = tenantReach(BASE);

const order: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: 'o1',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  encounter: { reference: `${BASE}/Encounter/e1/_history/2` },
  locationReference: [{ reference: 'Location/l1' }],
  insurance: [{ reference: 'Coverage/c1' }],
};
const coverage: Coverage = {
  resourceType: 'Coverage',
  id: 'c1',
  status: 'active',
  beneficiary: { reference: 'Patient/p1' },
  payor: [{ reference: 'Organization/payer' }, { reference: 'Patient/p1' }],
};
const standing = (...resources: readonly FhirResource[]) => resources.map((resource) => ({ resource }));
const condition = (id?: string): FhirResource => ({
  resourceType: 'Condition',
  ...(id ? { id } : {}),
  subject: { reference: 'Patient/p1' },
});

describe('chart completion over two transports', () => {
  test('no clinician waiting: all evidence, and visits where every order names its own', () => {
    expect(findSearches(standing(order), TENANT_REACH, () => false)).toEqual(['Coverage', ...EVIDENCE, 'Encounter']);
    const { encounter: _none, ...without } = order;
    expect(findSearches(standing(order, without), TENANT_REACH, () => false)).toEqual(['Coverage', ...EVIDENCE]);
  });

  test('a clinician waiting: the five types the templates ask for, and none of them at a visit', () => {
    const five = ['Condition', 'Procedure', 'DiagnosticReport', 'Observation', 'MedicationStatement'];
    expect(findSearches(standing(order), DELEGATED_REACH, () => false)).toEqual(['Coverage', ...five]);
    expect(findSearches(standing(order), VISIT_REACH, () => false)).toEqual(['Coverage']);
    const asked = Object.values(PREFETCH['order-sign']);
    expect(asked).toEqual(expect.arrayContaining(five.map((type) => `${type}?patient={{context.patientId}}`)));
  });

  test('what was searched is not searched again', () => {
    expect(findSearches([], TENANT_REACH, (type) => type !== 'Observation')).toEqual(['Observation']);
  });

  test('links, most needed first: all with our own credentials, only payer and place while a clinician waits', () => {
    const from = standing(order, coverage);
    const every = ['Patient/p1', 'Coverage/c1', 'Organization/payer', 'Encounter/e1', 'Location/l1'];
    expect(findReads(from, TENANT_REACH, () => false)).toEqual(every);
    expect(findReads(from, DELEGATED_REACH, () => false)).toEqual([
      'Organization/payer',
      'Encounter/e1',
      'Location/l1',
    ]);
    const held = ({ reference }: Reference) => reference === 'Location/l1';
    expect(findReads(from, DELEGATED_REACH, held)).toEqual(['Organization/payer', 'Encounter/e1']);
  });

  test('a reference to another server is followed only by the name the client uses for it', () => {
    const elsewhere = { ...order, encounter: { reference: 'https://else.example/r4/Encounter/e9' } };
    expect(findReads(standing(elsewhere), TENANT_REACH, () => false)).not.toContain('Encounter/e9');
    expect(findReads(standing(elsewhere), DELEGATED_REACH, () => false)).toContain('Encounter/e9');
  });

  test('another patient’s resource is recognized by the names of that transport', () => {
    const theirs = { ...condition('a'), subject: { reference: 'https://else.example/r4/Patient/p1' } };
    expect(isTheirs(theirs, 'p1', TENANT_REACH)).toBe(false);
    expect(isTheirs(theirs, 'p1', DELEGATED_REACH)).toBe(true);
    expect(isTheirs(condition('a'), 'p2', DELEGATED_REACH)).toBe(false);
    expect(isTheirs({ ...condition('a'), onsetDateTime: 'yesterday' }, 'p1', DELEGATED_REACH)).toBe(false);
  });
});

describe('adding what was found', () => {
  const look: Bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'self', url: `${BASE}/Condition?patient=p1` }],
  };
  const admission = { isAdmitted: (hit: unknown): hit is FhirResource => isTheirs(hit, 'p1', TENANT_REACH) };
  const add = (...hits: readonly unknown[]) => addChart([order], ['ServiceRequest/o1'], [{ hits, look }], admission);
  const isBundle = (resource: unknown): resource is Bundle =>
    isFhirResource(resource) && resource.resourceType === 'Bundle';
  const addedBy = ({ message }: ReturnType<typeof add>): Bundle => {
    const added: unknown = message.entry?.[1]?.resource;
    if (!isBundle(added)) throw new Error('Nothing was added.');
    return added;
  };

  test('a complete search whose hits are all usable stays complete', () => {
    const added = add(condition('a'), condition('b'));
    expect(added.looks).toEqual([true]);
    expect(addedBy(added)).toMatchObject({ ...look, entry: [{ resource: { id: 'a' } }, { resource: { id: 'b' } }] });
  });

  test('one with unusable hits adds only the usable ones', () => {
    const added = add(condition('a'), { ...condition('b'), subject: { reference: 'Patient/p2' } });
    expect(added.looks).toEqual([false]);
    expect(addedBy(added)).toEqual({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: condition('a') }],
    });
  });

  test('each resource once; one without id is never a duplicate', () => {
    expect(addedBy(add(condition('a'), condition('a'))).entry).toHaveLength(1);
    expect(addedBy(add(condition(), condition())).entry).toHaveLength(2);
  });

  test('a usable but unwanted hit is left out, and the search stays complete', () => {
    const conditions = [{ hits: [condition('a'), { ...order, id: 'o2' }], look }];
    const adds = ({ resourceType }: FhirResource) => resourceType !== 'ServiceRequest';
    const added = addChart([order], ['ServiceRequest/o1'], conditions, { ...admission, adds });
    expect(added.looks).toEqual([true]);
    expect(addedBy(added).entry).toEqual([{ resource: condition('a') }]);
  });
});
