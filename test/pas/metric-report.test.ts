import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { flat, JUNE, type MetricsDesk, openMetricsDesk } from '../support/metrics-desk.ts';
import { appealMessage, pasCancel, pasItem, put, reviewMessage, SECOND_NPI } from '../support/pas-messages.ts';
import { AUTHORITY } from '../support/payer-desk.ts';

const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };

let desk: MetricsDesk;
beforeEach(async () => {
  desk = await openMetricsDesk();
});
afterEach(() => desk.close());

describe('figures', () => {
  test('tell apart what was asked for at once and what was not, and how it was decided in what time', async () => {
    const urgent = { change: (claim: Part) => put(claim.priority.coding[0], 'code', 'stat') };
    await desk.send('f-approved', { answers: MET });
    const { id: denied } = await desk.send('f-denied');
    const { id: part } = await desk.send('f-part');
    const { id: fast } = await desk.send('f-fast', urgent);
    await desk.send('f-open');
    await desk.send('f-none', { items: [pasItem(1, '93015')] });
    await desk.send('f-gone');
    await desk.submit(pasCancel('f-gone', 'f-gone-2'));
    desk.later(10);
    await desk.review(fast, reviewMessage({ decision: { valueCode: 'A1' } }));
    await desk.review(part, reviewMessage({ decision: { valueCode: 'A6' }, units: { valuePositiveInt: 1 } }));
    desk.later(10);
    await desk.review(denied, reviewMessage());
    expect(await desk.figures('standard')).toEqual({
      received: 6,
      decided: 3,
      approved: 1,
      part: 1,
      denied: 1,
      notRequired: 1,
      withdrawn: 1,
      open: 1,
      extended: 0,
      extendedApproved: 0,
      appealed: 0,
      appealedApproved: 0,
      timed: 3,
      approvedShare: 33.33,
      deniedShare: 33.33,
      extendedApprovedShare: 0,
      appealedApprovedShare: 0,
      meanHours: 10,
      medianHours: 10,
    });
    expect(await desk.figures('expedited')).toMatchObject({ received: 1, decided: 1, approved: 1, meanHours: 10 });
    expect(await desk.figures('all')).toMatchObject({ received: 7, decided: 4, approvedShare: 50, meanHours: 10 });
  });

  test('of nothing are counts of zero, and no shares and no times', async () => {
    const none = await desk.figures('all', 'period=2026-07');
    expect(Object.entries(none).filter(([, value]) => value !== 0)).toEqual([]);
    expect(Object.keys(none)).not.toContain('approvedShare');
    expect((await desk.report()).parameter.find(({ name }: Part) => name === 'notCounted').valueString).toContain(
      'appeal',
    );
  });

  test('count an extension', async () => {
    const { id } = await desk.send('extended');
    const extend = { decision: undefined, extend: { valueBoolean: true }, reason: undefined, criterion: undefined };
    const { status } = await desk.review(id, reviewMessage(extend));
    const clock = (await desk.ports.reviews.get(TENANT.id, id))?.isExtended;
    await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' } }));
    const counted = status === 200 ? 1 : 0;
    expect(clock === true).toBe(counted === 1);
    expect(await desk.figures('all')).toMatchObject({ extended: counted, extendedApproved: counted });
  });

  test('count what was appealed as it stands now, with the time of its first decision', async () => {
    const { id } = await desk.send('appealed');
    desk.later(10);
    await desk.review(id, reviewMessage());
    expect(await desk.figures('all')).toMatchObject({ denied: 1, appealed: 0, meanHours: 10 });
    desk.later(10);
    expect((await desk.act(id, 'appeal', appealMessage(), 'ehr')).status).toBe(200);
    // Taken back it was none.
    expect(await desk.figures('all')).toMatchObject({ denied: 1, appealed: 1 });
    expect((await desk.act(id, 'withdraw-appeal', appealMessage(), 'ehr')).status).toBe(200);
    expect(await desk.figures('all')).toMatchObject({ denied: 1, appealed: 0 });
    const again = appealMessage({ text: { valueString: 'After all.' } });
    expect((await desk.act(id, 'appeal', again, 'ehr')).status).toBe(200);
    const other = { decision: { valueCode: 'A1' }, reviewerNpi: { valueString: SECOND_NPI } };
    expect((await desk.review(id, reviewMessage(other), 'second')).status).toBe(200);
    expect(await desk.figures('all')).toMatchObject({
      approved: 1,
      denied: 0,
      appealed: 1,
      appealedApproved: 1,
      appealedApprovedShare: 100,
      meanHours: 10,
    });
  });

  test('are of the days of the payer, not of UTC', async () => {
    desk.time.now = '2026-06-02T03:30:00.000Z';
    await desk.send('evening');
    expect((await desk.figures('all', 'period=2026-06-01')).received).toBe(1);
    expect((await desk.figures('all', 'period=2026-06-02')).received).toBe(0);
  });

  test('leave out tests once the payer has declared its authority', async () => {
    await desk.send('trial', { answers: MET });
    expect(flat((await desk.report()).parameter)).toMatchObject({ trial: true, testsLeftOut: 0 });
    const settings = await desk.ports.settings.tenant(TENANT.id);
    const utilizationReview = { adoptedPacks: ['own'], authority: AUTHORITY };
    await desk.ports.settings.put({ ...TENANT, ...settings, utilizationReview });
    const { settings: kept } = desk.ports;
    if ('refresh' in kept && typeof kept.refresh === 'function') kept.refresh();
    await desk.send('real');
    expect(flat((await desk.report()).parameter)).toMatchObject({ trial: false, testsLeftOut: 1 });
    expect((await desk.figures('all')).received).toBe(1);
  });
});

test('more requests than one report counts are refused, and none is read', async () => {
  const many = Array.from({ length: 5_001 }, (_, index) => `request-${index}`);
  const requests = () => Promise.reject(new Error('read after all'));
  Object.assign(desk.ports.reviewExchanges, { received: async () => many, requests });
  const { status, body } = await desk.ask(`/r4/$pas-metric-report?${JUNE}`);
  expect([status, body.issue[0].expression]).toEqual([413, ['http.period']]);
});

describe('who may read it', () => {
  test('stands in the audit trail, and no patient beside it', async () => {
    await desk.send('noted');
    await desk.data();
    await desk.report();
    for (const name of ['pas-metric-data', 'pas-metric-report']) {
      const entries = (await desk.auditItems()).map((one) => JSON.stringify(one)).filter((one) => one.includes(name));
      expect(entries).toHaveLength(1);
      expect(entries.join()).not.toContain('Patient/');
    }
  });

  test.each(['$pas-metric-data', '$pas-metric-report'])('%s asks for a scope of its own', async (name) => {
    for (const agent of ['ehr', 'reviewer', 'author'] as const)
      expect((await desk.ask(`/r4/${name}?${JUNE}`, agent)).status).toBe(403);
    expect((await desk.ask(`/r4/${name}?${JUNE}`)).status).toBe(200);
    expect((await desk.call('analyst', '/r4/$reviews', undefined, 'GET')).status).toBe(403);
  });

  test.each([
    ['no period', ''],
    ['an open one', 'period=ge2026-01-01'],
    ['one that ends before it begins', 'period=ge2026-06-02&period=le2026-06-01'],
    ['one of more than a year', 'period=ge2026-01-01&period=le2027-01-02'],
    ['no date', 'period=June'],
    [
      'a foreign cursor',
      `${JUNE}&_cursor=${Buffer.from('{"after":"2026-99-01T00:00:00.000Z#x"}').toString('base64url')}`,
    ],
    ['an unknown parameter', `${JUNE}&patient=p1`],
  ])('%s is refused by name', async (_, query) => {
    const { status, body } = await desk.ask(`/r4/$pas-metric-data?${query}`);
    expect([status, body.issue[0].expression[0]]).toEqual([400, expect.stringMatching(/^http\./)]);
  });
});
