import { describe, expect, it } from 'vitest';
import {
  bundle,
  coverage,
  doctor,
  eligibility,
  order,
  patient,
  payer,
  problemsOf,
  read,
  site,
} from './read-support.ts';

const URN = 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e';
const entry = (fullUrl: string | undefined, resource: object) => ({ ...(fullUrl ? { fullUrl } : {}), resource });
const collection = (...entries: readonly object[]) => ({ resourceType: 'Bundle', type: 'collection', entry: entries });
const at = (message: unknown, endpoint?: 'eligibility') =>
  problemsOf(message, endpoint).map((one) => `${one.code} ${one.expression}`);

describe('references are resolved', () => {
  const found = (subject: object, resource: object, fullUrl?: string) =>
    read(
      collection(entry('https://ehr.example/r4/ServiceRequest/order-1', order({ subject })), entry(fullUrl, resource)),
    ).patient.birthDate;
  const { id: _id, ...nameless } = patient();

  it.each([
    ['by urn', { reference: `${URN}1` }, nameless, `${URN}1`],
    [
      'by absolute address',
      { reference: 'https://ehr.example/r4/Patient/p1' },
      patient(),
      'https://ehr.example/r4/Patient/p1',
    ],
    [
      'relative to the server of the referring entry',
      { reference: 'Patient/p1' },
      patient(),
      'https://ehr.example/r4/Patient/p1',
    ],
    ['relative to an entry named by urn', { reference: 'Patient/p1' }, patient(), `${URN}1`],
    ['to an entry without fullUrl', { reference: 'https://ehr.example/r4/Patient/p1' }, patient(), undefined],
    [
      'to an address, though the resource has no id',
      { reference: 'Patient/p1' },
      nameless,
      'https://other.example/r4/Patient/p1',
    ],
    ['with a version', { reference: 'Patient/p1/_history/2' }, patient({ meta: { versionId: '2' } }), undefined],
    ['by identifier', { identifier: { system: 'https://payer.example/member', value: 'M-1' } }, nameless, `${URN}1`],
    [
      'by identifier and type',
      { type: 'Patient', identifier: { system: 'https://payer.example/member', value: 'M-1' } },
      nameless,
      `${URN}1`,
    ],
  ])('%s', (_way, subject, resource, fullUrl) => {
    expect(found(subject, resource, fullUrl)).toBe('1961-02-03');
  });

  it('to the containing resource', () => {
    const inquiry = read(order({ subject: { reference: '#me' }, contained: [patient({ id: 'me' })] }));
    expect(inquiry.patient).toMatchObject({
      reference: 'https://payer.example/member|M-1',
      birthDate: '1961-02-03',
    });
    expect(inquiry.facts.sex).toEqual({ is: 'known', value: 'female', from: ['#me'] });
    expect(inquiry.patient.id).toBe('https://payer.example/member|M-1');
  });

  it('to the version asked for where a Bundle holds several', () => {
    const two = ['1', '2'].map((versionId) =>
      entry('https://ehr.example/r4/Patient/p1', patient({ meta: { versionId }, birthDate: `196${versionId}-01-01` })),
    );
    const message = collection(entry(undefined, order({ subject: { reference: 'Patient/p1/_history/2' } })), ...two);
    expect(read(message).patient.birthDate).toBe('1962-01-01');
  });

  it('prefers the server of the referring entry over another with the same id', () => {
    const message = collection(
      entry(
        'https://ehr.example/r4/ServiceRequest/order-1',
        order({ locationReference: [{ reference: 'Location/site' }] }),
      ),
      entry('https://other.example/r4/Location/site', site({ address: { state: 'TX' } })),
      entry('https://ehr.example/r4/Location/site', site()),
    );
    expect(read(message).facts.siteState).toMatchObject({ value: 'FL' });
  });
});

describe('references out of the message are valid', () => {
  it('leaves a patient known only by reference unread', () => {
    const { patient: known, facts, lines } = read(order());
    expect(known).toEqual({ reference: 'Patient/p1', memberIds: [] });
    expect(facts.sex).toBeUndefined();
    expect(facts.siteState).toBeUndefined();
    expect(lines).toMatchObject([{ codes: ['93351'], serviceDate: '2026-05-12' }]);
  });

  it('identifies a patient by identifier alone, and distinguishes two identifiers', () => {
    const subject = (value: string) => ({ identifier: { system: 'urn:mrn', value } });
    const [a, b] = ['1', '2'].map((value) => read(order({ subject: subject(value) })).patient.id);
    expect(a).toBeTruthy();
    expect(a).not.toBe(b);
  });
});

describe('references that resolve to nothing are refused', () => {
  it.each([
    [
      'a contained resource that is not there',
      order({ subject: { reference: '#gone' } }),
      'not-found ServiceRequest.subject.reference',
    ],
    [
      'a urn that is not there',
      bundle(order({ subject: { reference: `${URN}9` } })),
      'not-found Bundle.entry[0].resource.subject.reference',
    ],
    [
      'evidence that points nowhere',
      bundle(order(), { resourceType: 'Condition', id: 'x', subject: { reference: `${URN}9` } }),
      'not-found Bundle.entry[1].resource.subject.reference',
    ],
    [
      'a urn to the wrong type',
      collection(entry(undefined, order({ subject: { reference: `${URN}1` } })), entry(`${URN}1`, doctor())),
      'value Bundle.entry[0].resource.subject.reference',
    ],
    [
      'a contained resource of the wrong type',
      order({ insurance: [{ reference: '#x' }], contained: [site({ id: 'x' })] }),
      'value ServiceRequest.insurance[0].reference',
    ],
    [
      'two contained resources of one id',
      order({
        insurance: [{ reference: '#x' }],
        contained: [coverage({ id: 'x' }), coverage({ id: 'x', status: 'draft' })],
      }),
      'multiple-matches ServiceRequest.insurance[0].reference',
    ],
    [
      'two resources of one fullUrl',
      collection(entry(undefined, order()), entry(`${URN}1`, coverage()), entry(`${URN}1`, coverage({ id: 'c2' }))),
      'multiple-matches Bundle.entry[2].fullUrl',
    ],
    [
      'two resources of one id without fullUrl',
      collection(entry(undefined, order()), entry(undefined, coverage()), entry(undefined, coverage({ order: 2 }))),
      'multiple-matches Bundle.entry[2].resource.id',
    ],
    [
      'one id on two servers, neither the own',
      collection(
        entry(`${URN}1`, order({ locationReference: [{ reference: 'Location/site' }] })),
        entry('https://a.example/Location/site', site()),
        entry('https://b.example/Location/site', site()),
      ),
      'multiple-matches Bundle.entry[0].resource.locationReference[0].reference',
    ],
    [
      'a number two resources have',
      bundle(
        order({ performer: [{ identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' } }] }),
        doctor(),
        doctor({ id: 'other' }),
      ),
      'multiple-matches Bundle.entry[0].resource.performer[0].identifier',
    ],
  ])('%s', (_what, message, problem) => {
    expect(at(message)).toEqual([problem]);
  });

  it('reports every one of them', () => {
    const message = order({
      subject: { reference: '#a' },
      encounter: { reference: '#b' },
      insurance: [{ reference: '#c' }],
    });
    expect(at(message)).toHaveLength(3);
  });

  it('counts the same resource, found by two searches, once', () => {
    const message = collection(entry(undefined, order()), entry(undefined, patient()), entry(undefined, patient()));
    expect(read(message).patient.id).toBe('p1');
  });
});

describe('one message, one patient', () => {
  const other = { reference: 'Patient/p2' };
  it.each([
    [
      'a coverage of another patient',
      [order(), coverage({ beneficiary: other }), payer()],
      'Bundle.entry[1].resource.beneficiary',
    ],
    [
      'another order for another patient',
      [order(), order({ id: 'o2', subject: other })],
      'Bundle.entry[1].resource.subject',
    ],
    [
      'evidence of another patient',
      [order(), patient(), { resourceType: 'Condition', id: 'c', subject: other }],
      'Bundle.entry[2].resource.subject',
    ],
    ['an unreferenced Patient', [order(), patient(), patient({ id: 'p2' })], 'Bundle.entry[2].resource'],
  ])('%s is refused', (_what, resources, expression) => {
    expect(problemsOf(bundle(...resources))).toMatchObject([{ code: 'invalid', expression }]);
  });

  it('is refused in eligibility requests too', () => {
    expect(at(bundle(eligibility(), patient(), coverage({ beneficiary: other }), payer()), 'eligibility')).toEqual([
      'invalid Bundle.entry[2].resource.beneficiary',
    ]);
  });

  it('allows a subscriber who is another person', () => {
    const message = bundle(order(), patient(), patient({ id: 'p2' }), coverage({ subscriber: other }), payer());
    expect(read(message).coverages).toHaveLength(1);
  });

  it('treats an absolute and a relative reference to one id as the same', () => {
    const message = order({
      subject: { reference: 'https://ehr.example/r4/Patient/p1' },
      contained: [coverage({ id: 'c' })],
    });
    expect(read(message).coverages).toHaveLength(1);
  });

  it.each([
    ['of another system says nothing', { system: 'urn:other', value: 'X' }, 0],
    [
      'of the same system and another value tells them apart',
      { system: 'https://payer.example/member', value: 'M-2' },
      1,
    ],
  ])('a number %s', (_what, identifier, problems) => {
    const message = bundle(order(), patient(), coverage({ beneficiary: { identifier } }), payer());
    expect(problemsOf(message)).toHaveLength(problems);
  });

  it.each([
    ['a group', { reference: 'Group/g1' }],
    ['only a name', { display: 'somebody' }],
  ])('must name a patient: %s is none', (_what, subject) => {
    expect(problemsOf(order({ subject }))).toMatchObject([{ code: 'required', expression: 'ServiceRequest.subject' }]);
  });

  it('never identifies the patients', () => {
    const message = bundle(
      order(),
      patient(),
      patient({ id: 'p2', name: [{ family: 'Marked' }], birthDate: '1933-03-03' }),
    );
    expect(JSON.stringify(problemsOf(message))).not.toMatch(/Marked|1933|M-1|p2/);
  });
});
