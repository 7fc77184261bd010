/** An invented order for a treadmill test, whole in one Bundle, for the bundles to answer. */
const PATIENT = 'urn:uuid:00000000-0000-4000-8000-000000000001';
const COVERAGE = 'urn:uuid:00000000-0000-4000-8000-000000000002';

const entry = (fullUrl: string, resource: object) => ({ fullUrl, resource });

/** What must never stand in a log line. */
export const MARKED = { family: 'Zzyzxfamily', member: 'ZZMEMBER77' };

export const orderBundle = (id: string) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    entry(`https://ehr.example/fhir/ServiceRequest/${id}`, {
      resourceType: 'ServiceRequest',
      id,
      status: 'active',
      intent: 'order',
      subject: { reference: PATIENT },
      insurance: [{ reference: COVERAGE }],
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '93015' }] },
      occurrenceDateTime: '2026-12-09',
      reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R07.9' }] }],
    }),
    entry(PATIENT, {
      resourceType: 'Patient',
      id: 'p1',
      name: [{ family: MARKED.family }],
      gender: 'female',
      birthDate: '1958-03-04',
    }),
    entry(COVERAGE, {
      resourceType: 'Coverage',
      id: 'c1',
      status: 'active',
      beneficiary: { reference: PATIENT },
      subscriberId: MARKED.member,
      payor: [
        {
          identifier: { system: 'https://stresspass.example/fhir/NamingSystem/payer', value: 'original-medicare' },
        },
      ],
    }),
  ],
});
