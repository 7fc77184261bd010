import { describe, expect, test } from 'vitest';
import { checkClaim, checkOrder, errorsOf, idsOf, theOne } from '../support/service-lines.ts';

const hospital = { placeOfService: '22' };
const facility = { claimType: 'institutional', placeOfService: '22' } as const;

describe('a clinician’s claim for a test in a facility', () => {
  test.each(['19', '21', '22', '23'])(
    'at place %s the whole test and the recording are not the clinician’s',
    (place) => {
      const at = { placeOfService: place };
      expect(errorsOf(checkClaim(['93015', at]))).toEqual(['1:whole-test-in-facility']);
      expect(errorsOf(checkClaim(['93017', at], ['93018', at]))).toEqual(['1:technical-part-in-facility']);
      expect(errorsOf(checkClaim(['93016', at], ['93018', at]))).toEqual([]);
    },
  );

  test.each(['11', '49', '12'])('at place %s they are', (place) => {
    expect(errorsOf(checkClaim(['93015', { placeOfService: place }]))).toEqual([]);
    expect(errorsOf(checkClaim(['93017', { placeOfService: place }]))).toEqual([]);
    expect(errorsOf(checkClaim(['78452', { placeOfService: place }]))).toEqual([]);
  });

  test('reason codes and the exact fix', () => {
    expect(theOne(checkClaim(['93017', hospital]), 'technical-part-in-facility')).toMatchObject({
      carc: '5',
      rarc: 'M97',
      fix: 'Take 93017 off the professional claim; the facility reports it. Report what the clinicians did: 93016 and/or 93018.',
    });
    expect(theOne(checkClaim(['93015', hospital]), 'whole-test-in-facility')).toMatchObject({
      carc: '5',
      rarc: 'M97',
      fix: 'Replace 93015. Report what the clinicians did: 93016 and/or 93018; the facility reports 93017 on its own claim.',
    });
  });

  test.each(['93350', '93351', '78451', '78452', '78454', '78431', '78492', '75559', '75563', '93024', '93025'])(
    '%s needs modifier 26',
    (code) => {
      expect(theOne(checkClaim([code, hospital]), 'missing-26')).toMatchObject({
        severity: 'error',
        carc: '4',
        rarc: 'N822',
        fix: `Report ${code}-26.`,
      });
      expect(errorsOf(checkClaim([`${code}-26`, hospital]))).toEqual([]);
      expect(errorsOf(checkClaim([`${code}-TC`, hospital]))).toEqual(['1:technical-component-in-facility']);
    },
  );

  test('an imaging add-on needs 26 as its base does; one without components is not paid there', () => {
    expect(errorsOf(checkClaim(['93350-26', hospital], ['93325', hospital]))).toEqual(['2:missing-26']);
    expect(errorsOf(checkClaim(['93351-26', hospital], ['93352', hospital]))).toEqual(['2:not-paid-in-facility']);
    expect(errorsOf(checkClaim(['93351-26', hospital], ['93356', hospital]))).toEqual([]);
  });

  test('split doctors: images with 26, supervision and reading', () => {
    const by = (performer: string) => ({ ...hospital, performer });
    expect(idsOf(checkClaim(['93350-26', by('a')], ['93016', by('b')], ['93018', by('a')]))).toEqual([]);
  });

  test('drug and tracer are the facility’s', () => {
    const drug = { ...hospital, units: 4 };
    expect(checkClaim(['93018', hospital], ['J2785-JZ', drug])).toMatchObject([
      { id: 'supply-in-facility', severity: 'warning', line: 2, carc: '5' },
    ]);
    expect(idsOf(checkClaim('93015', ['J2785-JZ', { units: 4 }]))).toEqual([]);
  });

  test('nothing is said where the place is not known', () => {
    const { placeOfService, ...nowhere } = { placeOfService: undefined, claimType: 'professional' as const };
    expect(placeOfService).toBeUndefined();
    expect(idsOf(checkOrder(['93017', nowhere], ['93351', { ...nowhere, serviceDate: '2026-05-13' }]))).toEqual([]);
  });
});

describe('a facility’s claim', () => {
  test.each(['93016', '93018'])('%s is a clinician’s part', (code) => {
    const found = theOne(checkClaim([code, facility]), 'professional-part-on-facility-claim');
    expect(found).toMatchObject({ severity: 'error', carc: '170', rarc: 'N95' });
    expect(found.fix).toContain('93017');
  });

  test('the whole test becomes the recording', () => {
    const found = theOne(checkClaim(['93015', facility]), 'whole-test-on-facility-claim');
    expect(found).toMatchObject({ severity: 'error', carc: '170' });
    expect(found.fix).toMatch(/^Report 93017 instead of 93015;/);
  });

  test('recording, images without 26, drug and tracer are right', () => {
    const claim = checkClaim(
      ['78452', facility],
      ['93017', facility],
      ['J2785', { ...facility, units: 4, doseMg: 0.4 }],
      ['A9500', { ...facility, units: 2 }],
    );
    expect(idsOf(claim)).toEqual([]);
    expect(idsOf(checkClaim(['93350', facility], ['93017', facility]))).toEqual([]);
  });

  test.each(['26', 'TC'])('modifier %s on images is a warning', (modifier) => {
    const found = checkClaim([`93350-${modifier}`, facility]);
    expect(found).toMatchObject([{ id: 'component-modifier-on-facility-claim', severity: 'warning' }]);
  });

  test('contrast stress echo has hospital codes of its own', () => {
    expect(checkClaim(['93351', facility], ['93352', facility])).toMatchObject([
      {
        id: 'hospital-form',
        severity: 'warning',
        line: 2,
        carc: '97',
        rarc: 'N390',
        fix: 'Replace 93351 by C8930 and take 93352 off.',
      },
    ]);
    expect(theOne(checkClaim(['93350', facility], ['93352', facility]), 'hospital-form').fix).toContain('C8928');
    const nextDay = { ...facility, serviceDate: '2026-05-13' };
    expect(theOne(checkClaim(['93351', nextDay], ['93352', facility]), 'hospital-form').fix).toContain('OPPS');
    expect(theOne(checkClaim(['C8928', facility], ['93352', facility]), 'hospital-form').fix).toContain('OPPS');
    expect(idsOf(checkClaim(['C8930', facility]))).toEqual([]);
    expect(idsOf(checkClaim('C8930'))).toEqual(['1:hospital-form']);
    expect(idsOf(checkClaim('93351', '93352'))).toEqual([]);
  });
});

describe('an independent diagnostic testing facility', () => {
  const idtf = { billedByIdtf: true };

  test('reports the recording', () => {
    expect(idsOf(checkClaim(['93017', idtf]))).toEqual([]);
    expect(idsOf(checkClaim(['78452-TC', idtf]))).toEqual([]);
  });

  test('not the whole test, which it would be elsewhere', () => {
    expect(theOne(checkClaim(['93015', idtf]), 'whole-test-by-idtf')).toMatchObject({
      severity: 'error',
      carc: '170',
      rarc: 'N95',
      fix: 'Report 93017 instead of 93015; the clinicians report 93016 and/or 93018 themselves.',
    });
    expect(idsOf(checkClaim('93015'))).toEqual([]);
  });

  test('nor the supervision; a reading may have been reassigned to it', () => {
    expect(checkClaim(['93016', idtf], ['93018', idtf])).toMatchObject([
      { id: 'professional-part-by-idtf', severity: 'error', line: 1 },
      { id: 'professional-part-by-idtf', severity: 'warning', line: 2 },
    ]);
    expect(idsOf(checkClaim('93016', '93018'))).toEqual([]);
  });
});

test('on an order the place does not make a code wrong', () => {
  for (const code of ['93015', '93017', '93351', '78452'])
    expect(idsOf(checkOrder([code, { placeOfService: '22' }]))).toEqual([]);
});
