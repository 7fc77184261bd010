import { describe, expect, it } from 'vitest';
import { ACT_CODE, NPI } from '../../shared/codes/systems.ts';
import { bundle, claim, doctor, order, patient, pos, read, site } from './read-support.ts';

type Resources = readonly object[];
const at = (occurrence: object, zone?: string, timeZone = 'America/New_York') => {
  const { occurrenceDateTime: _date, ...undated } = order({ locationReference: [{ reference: 'Location/site' }] });
  const extension = [{ url: 'http://hl7.org/fhir/StructureDefinition/timezone', valueCode: zone }];
  return read(bundle({ ...undated, ...occurrence }, site(zone ? { extension } : {})), 'assess', { timeZone });
};

describe('the service date is the site’s local date', () => {
  it.each([
    ['a date as it is', { occurrenceDateTime: '2026-05-12' }, undefined, '2026-05-12'],
    ['the tenant’s evening, a UTC morning', { occurrenceDateTime: '2026-05-13T01:30:00Z' }, undefined, '2026-05-12'],
    [
      'the site’s own zone before the tenant’s',
      { occurrenceDateTime: '2026-05-13T05:30:00Z' },
      'America/Los_Angeles',
      '2026-05-12',
    ],
    ['an unknown zone is ignored', { occurrenceDateTime: '2026-05-13T01:30:00Z' }, 'Mars/Olympus', '2026-05-12'],
    ['a leap second, still yesterday there', { occurrenceDateTime: '2026-07-01T03:59:60Z' }, undefined, '2026-06-30'],
    [
      'the start of a window',
      { occurrencePeriod: { start: '2026-05-12', end: '2026-05-20' } },
      undefined,
      '2026-05-12',
    ],
    ['the end of a window that has no start', { occurrencePeriod: { end: '2026-05-20' } }, undefined, '2026-05-20'],
    ['the first event of a timing', { occurrenceTiming: { event: ['2026-05-14'] } }, undefined, '2026-05-14'],
    [
      'the bounds of a timing',
      { occurrenceTiming: { repeat: { boundsPeriod: { start: '2026-05-15' } } } },
      undefined,
      '2026-05-15',
    ],
    ['nothing', {}, undefined, undefined],
  ])('%s', (_what, occurrence, zone, date) => {
    expect(at(occurrence, zone).lines[0]!.serviceDate).toBe(date);
  });

  it('is the day as written where no zone is known', () => {
    expect(at({ occurrenceDateTime: '2026-05-12T23:30:00-08:00' }, undefined, '').lines[0]!.serviceDate).toBe(
      '2026-05-12',
    );
  });

  it('is not a month: it stays open, with a warning', () => {
    const { lines, warnings } = at({ occurrenceDateTime: '2026-05' });
    expect(lines[0]!.serviceDate).toBeUndefined();
    expect(warnings).toEqual(['The service date names no day: it is not used.']);
  });

  it('gives the zone it was read in', () => {
    expect(at({}, 'America/Los_Angeles').timeZone).toBe('America/Los_Angeles');
    expect(at({}).timeZone).toBe('America/New_York');
  });
});

const placed = (more: object, ...resources: Resources) => {
  const inquiry = read(bundle(order(more), ...resources));
  const { siteState, county } = inquiry.facts;
  return {
    ...inquiry.lines[0]!,
    state: siteState?.is === 'known' ? siteState.value : undefined,
    county: county?.is === 'known' ? county.value : undefined,
    stateFrom: siteState?.is === 'known' ? siteState.from : undefined,
  };
};
const AT_SITE = { locationReference: [{ reference: 'Location/site' }] };

describe('the place', () => {
  it('comes from the Location', () => {
    expect(placed(AT_SITE, site())).toMatchObject({
      placeOfService: '11',
      state: 'FL',
      county: 'Orange',
      facility: 'Location/site',
      stateFrom: ['https://ehr.example/r4/Location/site'],
    });
  });

  it.each([
    ['physicalType', site({ type: undefined, physicalType: pos('22') }), '22'],
    ['no code of ours', site({ type: [{ coding: [{ system: ACT_CODE, code: 'HOSP' }] }] }), undefined],
    ['two digits without a system', site({ type: [{ coding: [{ code: '19' }] }] }), '19'],
  ])('of service by %s', (_how, location, code) => {
    expect(placed(AT_SITE, location).placeOfService).toBe(code);
  });

  it('of service that the order itself names has priority over the Location', () => {
    expect(placed({ ...AT_SITE, locationCode: [pos('22')] }, site()).placeOfService).toBe('22');
  });

  it('of a room comes from its building, and a cycle of partOf does no harm', () => {
    const room = site({ id: 'site', type: undefined, address: undefined, partOf: { reference: 'Location/harness' } });
    const harness = site({ id: 'harness', address: { state: 'TX' }, partOf: { reference: 'Location/site' } });
    expect(placed(AT_SITE, room, harness)).toMatchObject({
      placeOfService: '11',
      state: 'TX',
      facility: 'Location/site',
    });
  });

  it('uses the NPI of the Location as key', () => {
    expect(placed(AT_SITE, site({ identifier: [{ system: NPI, value: '1999999992' }] })).facility).toBe('1999999992');
    const inside = order({ locationReference: [{ reference: '#site' }], contained: [site()] });
    expect(read(inside).lines[0]!.facility).toBe('#site');
    const elsewhere = { reference: 'https://ehr.example/r4/Location/gone/_history/3' };
    expect(placed({ locationReference: [elsewhere] }).facility).toBe('Location/gone');
  });

  const role = {
    resourceType: 'PractitionerRole',
    id: 'role',
    practitioner: { reference: 'Practitioner/doctor' },
    organization: { reference: 'Organization/group' },
    location: [{ reference: 'Location/site' }],
  };
  const group = {
    resourceType: 'Organization',
    id: 'group',
    name: 'Group',
    address: [{ state: 'Georgia' }],
    identifier: [{ system: NPI, value: '1245319599' }],
  };

  it.each([
    [
      'the managing organization',
      AT_SITE,
      [site({ address: undefined, managingOrganization: { reference: 'Organization/group' } }), group],
      'GA',
    ],
    ['the performing organization', { performer: [{ reference: 'Organization/group' }] }, [group], 'GA'],
    [
      'the role’s only location',
      { performer: [{ reference: 'PractitionerRole/role' }] },
      [role, site(), group, doctor()],
      'FL',
    ],
    [
      'the role’s organization',
      { performer: [{ reference: 'PractitionerRole/role' }] },
      [{ ...role, location: undefined }, group, doctor()],
      'GA',
    ],
    ['no place abroad', AT_SITE, [site({ address: { state: 'Ontario' } })], undefined],
  ])('has its state from %s', (_who, more, resources, state) => {
    expect(placed(more, ...resources).state).toBe(state);
  });

  it('falls back on the patient’s home, and says so on recognized lines only', () => {
    const home = patient({ address: [{ state: 'Massachusetts', district: 'Suffolk County' }] });
    const here = placed({}, home);
    expect(here).toMatchObject({ state: 'MA', county: 'Suffolk' });
    expect(here.notes?.map(({ id }) => id)).toEqual(['state-from-patient']);
    expect(placed({ code: { text: 'stress test' } }, home).notes).toBeUndefined();
    expect(placed(AT_SITE, home, site()).notes).toBeUndefined();
  });

  it('in two states has no state', () => {
    const message = bundle(
      order(AT_SITE),
      order({ id: 'o2', locationReference: [{ reference: 'Location/b' }] }),
      site(),
      site({ id: 'b', address: { state: 'TX' } }),
    );
    expect(read(message).facts.siteState).toBeUndefined();
    expect(read(message).warnings).toHaveLength(1);
  });

  it('gives the performer, by NPI where there is one', () => {
    expect(placed({ performer: [{ reference: 'PractitionerRole/role' }] }, role, doctor(), group)).toMatchObject({
      performer: '1234567893',
      providerGroup: '1245319599',
    });
    expect(placed({ performer: [{ reference: 'Practitioner/x' }] }).performer).toBe('Practitioner/x');
    expect(placed({ performer: [{ identifier: { system: NPI, value: '1234567893' } }] }).performer).toBe('1234567893');
    expect(placed({ performer: [{ display: 'Dr. Heart' }] }).performer).toBeUndefined();
  });
});

describe('the encounter that counts', () => {
  const visit = (id: string, code: string, more: object = {}) => ({
    resourceType: 'Encounter',
    id,
    status: 'in-progress',
    class: { system: ACT_CODE, code },
    subject: { reference: 'Patient/p1' },
    ...more,
  });
  const inEmergency = visit('e', 'EMER');
  const classOf = (more: object, ...resources: Resources) =>
    read(bundle(order(more), ...resources)).lines[0]!.encounterClass;

  it('is the one the order names, else the only one', () => {
    const named = { encounter: { reference: 'Encounter/e' } };
    expect(classOf(named, inEmergency, visit('i', 'IMP'))).toBe('EMER');
    expect(classOf({}, inEmergency)).toBe('EMER');
    expect(classOf({}, inEmergency, visit('i', 'IMP'))).toBeUndefined();
    expect(classOf({ encounter: { reference: 'Encounter/gone' } }, inEmergency)).toBeUndefined();
  });

  it('is not a canceled one, nor one that ended before the test', () => {
    expect(classOf({}, visit('e', 'EMER', { status: 'cancelled' }))).toBeUndefined();
    expect(classOf({}, visit('e', 'EMER', { period: { start: '2026-05-11', end: '2026-05-12T08:00:00Z' } }))).toBe(
      'EMER',
    );
    const before = visit('e', 'EMER', { period: { start: '2026-04-01', end: '2026-04-02' } });
    expect(classOf({}, before)).toBeUndefined();
    expect(read(bundle(order({ encounter: { reference: 'Encounter/e' } }), before)).warnings).toHaveLength(1);
    expect(classOf({ occurrenceDateTime: undefined, encounter: { reference: 'Encounter/e' } }, before)).toBe('EMER');
  });

  it('of a claim is the item’s', () => {
    const item = [
      { sequence: 1, productOrService: { coding: [{ code: '93015' }] }, encounter: [{ reference: 'Encounter/e' }] },
    ];
    expect(read(bundle(claim({ item }), inEmergency, visit('i', 'IMP')), 'claim').lines[0]!.encounterClass).toBe(
      'EMER',
    );
  });
});
