import { describe, expect, test } from 'vitest';
import { type ClaimLine, checkClaim, checkOrder, errorsOf, idsOf, theOne } from '../support/service-lines.ts';

describe('the whole and its parts', () => {
  test.each(['93016', '93017', '93018'])('93015 with %s: no modifier breaks it, whichever line comes first', (part) => {
    for (const modifier of ['', '-59', '-XU', '-76', '-25']) {
      const found = theOne(checkClaim('93015', `${part}${modifier}`), 'pair-edit');
      expect(found).toMatchObject({ severity: 'error', line: 2, carc: '236', rarc: 'N20' });
      expect(found.fix).toBe(
        `If this biller did the whole test, report 93015 alone and remove ${part}; otherwise remove 93015 and report only the parts it did.`,
      );
    }
    expect(errorsOf(checkClaim(part, '93015'))).toEqual(['1:pair-edit']);
  });

  test('the three parts together have no edit, for one group or two', () => {
    expect(errorsOf(checkClaim('93016', '93017', '93018'))).toEqual([]);
    expect(idsOf(checkClaim('93017', ['93018', { providerGroup: 'group-b' }]))).toEqual([]);
  });

  test('edits hold for one provider group on one day; a group that is not named counts as the same', () => {
    expect(errorsOf(checkClaim('93015', ['93017', { serviceDate: '2026-05-13' }]))).toEqual([]);
    expect(errorsOf(checkClaim('93025', ['93015', { providerGroup: 'group-b' }]))).toEqual([]);
    expect(errorsOf(checkOrder(['93025', { providerGroup: 'group-a' }], '93015'))).toEqual(['2:pair-edit']);
    const facility = { claimType: 'institutional', placeOfService: '11' } as const;
    expect(errorsOf(checkClaim('93351-26', ['93017', facility]))).toEqual([]);
  });

  test('whole by one biller, part by another: no edit, but one of them is wrong', () => {
    const found = checkClaim(['93018', { providerGroup: 'group-b' }], '93015');
    expect(found).toMatchObject([{ id: 'whole-and-part-by-two-billers', severity: 'warning', line: 2 }]);
  });

  test('an order with both is wrong too', () => {
    expect(errorsOf(checkOrder('93015', '93018'))).toEqual(['2:pair-edit']);
    expect(errorsOf(checkOrder('93017', '93018'))).toEqual([]);
  });
});

describe('other edits', () => {
  test.each([
    ['93351', '93018'],
    ['93351', '93017'],
    ['93350', '93015'],
    ['93351', '93350'],
    ['93025', '93015'],
    ['78452', '78451'],
    ['78492', '78491'],
    ['94621', '93015'],
    ['75563', '75559'],
    ['C8930', '93351'],
  ])('%s takes in %s', (first, second) => {
    expect(errorsOf(checkClaim(first, `${second}-59`)).filter((id) => id.endsWith('pair-edit'))).toEqual([
      '2:pair-edit',
    ]);
  });

  test.each([
    ['93350', '93017'],
    ['93350', '93016'],
    ['78452', '93015'],
    ['78431', '93018'],
    ['75563', '93015'],
    ['93351', '93352'],
    ['93351', '93325'],
  ])('%s with %s has none', (first, second) => {
    expect(idsOf(checkClaim(first, second))).toEqual([]);
  });

  test.each(['93000', '93005', '93010', '36000', '96374', '93040'])('%s is part of doing the test', (service) => {
    const found = theOne(checkClaim('93015', service), 'pair-edit');
    expect(found).toMatchObject({ severity: 'error', line: 2, carc: '236', rarc: 'M80' });
    expect(found.fix).toContain('A modifier (59, XE, XP, XS or XU) is right only if it was a truly separate encounter');
  });

  test.each(['59', 'XE', 'XP', 'XS', 'XU'])('%s turns an edit that allows it into a caution', (modifier) => {
    for (const lines of [
      ['93015', `93000-${modifier}`],
      [`93015-${modifier}`, '93000'],
    ] as const)
      expect(checkClaim(...lines)).toMatchObject([{ id: 'pair-edit-modifier', severity: 'warning', line: 2 }]);
  });

  test.each(['22', '76', '77', '25', '26'])('%s does not break an edit', (modifier) => {
    expect(errorsOf(checkClaim('93015', `93000-${modifier}`))).toEqual(['2:pair-edit']);
  });

  test('a visit on the day needs 25 on its own line, and nothing else does', () => {
    for (const visit of ['99202', '99205', '99211', '99213', '99215']) {
      expect(errorsOf(checkClaim('93015', visit))).toEqual(['2:pair-edit']);
      expect(errorsOf(checkClaim('93015', `${visit}-59`))).toEqual(['2:pair-edit']);
      expect(errorsOf(checkClaim('93015-25', visit))).toEqual(['2:pair-edit']);
      const kept = checkClaim('93015', `${visit}-25`);
      expect(kept).toMatchObject([{ id: 'pair-edit-modifier', severity: 'information' }]);
    }
  });

  test('before there is a claim, a pair that a modifier could separate is a caution', () => {
    expect(checkOrder('93015', '93000')).toMatchObject([{ id: 'pair-edit', severity: 'warning', line: 2 }]);
    expect(checkOrder('93015', '99213')).toMatchObject([{ id: 'pair-edit', severity: 'warning', line: 2 }]);
    expect(errorsOf(checkOrder('93025', '93015'))).toEqual(['2:pair-edit']);
  });

  test('pairs among other people’s codes are not our business', () => {
    expect(idsOf(checkClaim('75561', '75557'))).toEqual([]);
    expect(idsOf(checkClaim('93797', '94760'))).toEqual([]);
  });
});

describe('services that are part of doing a test, where no edit speaks', () => {
  const bundled = (...lines: readonly ClaimLine[]) =>
    idsOf(checkClaim(...lines)).filter((id) => id.endsWith('bundled-service'));

  test.each([
    ['93015', '96361'],
    ['93015', '96379'],
    ['78452', '93000'],
    ['78452', '36410'],
    ['93024', '93040'],
    ['75559', '96374'],
  ])('%s with %s', (first, service) => {
    expect(checkClaim(first, service)).toMatchObject([
      { id: 'bundled-service', severity: 'warning', line: 2, carc: '97', rarc: 'M15' },
    ]);
    for (const modifier of ['59', 'XE']) expect(bundled(first, `${service}-${modifier}`)).toEqual([]);
  });

  test('an edit of the same claim speaks first; other days and billers, and orders, are not meant', () => {
    expect(idsOf(checkClaim('78452', '93015', '93000'))).toEqual(['3:pair-edit']);
    expect(bundled('78452', ['93000', { serviceDate: '2026-05-13' }])).toEqual([]);
    expect(bundled('78452', ['93000', { providerGroup: 'group-b' }])).toEqual([]);
    expect(bundled('93000', '96361')).toEqual([]);
    expect(bundled('93017', '94760')).toEqual([]);
    expect(idsOf(checkOrder('78452', '93000'))).toEqual([]);
  });
});

describe('two tests for ischemia on one day', () => {
  const two = (...lines: readonly ClaimLine[]) =>
    idsOf(checkClaim(...lines)).filter((id) => id.endsWith('two-ischemia-tests'));

  test('SPECT and stress echo: a reviewer, never an edit', () => {
    const found = checkClaim('78452', '93351');
    expect(errorsOf(found)).toEqual([]);
    expect(found).toMatchObject([
      { id: 'two-ischemia-tests', line: 1, severity: 'warning' },
      { id: 'two-ischemia-tests', line: 2, severity: 'warning' },
    ]);
    expect(two('78452', ['93351', { providerGroup: 'group-b' }])).toHaveLength(2);
  });

  test('the ECG part, parts of one test and tests of different days are one test each', () => {
    expect(two('78452', '93015')).toEqual([]);
    expect(two('93350', '93016', '93018')).toEqual([]);
    expect(two('78452-26', ['78452-TC', { providerGroup: 'group-b' }])).toEqual([]);
    expect(two('78452', ['93351', { serviceDate: '2026-05-13' }])).toEqual([]);
    expect(two('78452-26', ['78452', { claimType: 'institutional' }])).toEqual([]);
    expect(two('93024', '78452')).toEqual([]);
  });

  test('where an edit forbids the pair it is an edit, not a second test', () => {
    expect(two('93351', '93350')).toEqual([]);
    expect(two('78452', '78452')).toHaveLength(2);
  });
});
