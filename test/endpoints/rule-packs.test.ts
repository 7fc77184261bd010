import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reassessRecords } from '../../shared/app/authorization/reassess-records.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { replay } from '../../shared/app/search/replay.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { NOW, TENANT } from '../support/endpoint-harness.ts';
import { onFile } from '../support/on-file.ts';
import { askPlan, openPackDesk, type PackDesk } from '../support/pack-desk.ts';
import { packJson } from '../support/rule-packs.ts';

let desk: PackDesk;
beforeAll(async () => {
  desk = await openPackDesk();
});
afterAll(() => desk.close());

const replayed = async (orderId: string) => {
  const again = await replay(TENANT, { orderId, source: 'north' }, desk.ports);
  return again.ok && again.value.outcome;
};
const doorsOf = async () => {
  const { items } = await desk.ports.audit.find(TENANT.id, { agent: 'approver', limit: 100 });
  return items.filter(({ status }) => status < 300).map(({ door, about }) => `${door} ${about}`);
};

describe('a tenant changes its rules while the service runs', () => {
  test('upload, approve, activate, answer, roll back', async () => {
    expect(await desk.assess('before')).toEqual({ advice: 'pa-pend-info', pack: undefined });

    const uploaded = await desk.call('author', 'POST', '/rules/packs', writePack(askPlan('1.0.0')));
    expect(uploaded.status).toBe(201);
    expect(uploaded.body).toMatchObject({
      id: 'own',
      version: '1.0.0',
      state: 'uploaded',
      uploaded: { by: 'author', at: NOW },
    });
    expect(uploaded.body.review.payers).toEqual(['uhc-commercial']);
    expect(uploaded.body.review.changes[0].changes.join('\n')).toMatch(
      /stress-echo: authorization required → ask the plan/,
    );
    expect(await desk.assess('uploaded')).toMatchObject({ pack: undefined });

    expect((await desk.step('author', '1.0.0', 'approve')).status).toBe(403);
    expect((await desk.step('approver', '1.0.0', 'activate')).body.issue[0].diagnostics).toContain('not approved');
    expect((await desk.step('approver', '1.0.0', 'approve')).body).toMatchObject({
      state: 'approved',
      approved: { by: 'approver' },
    });
    expect(await desk.assess('approved')).toMatchObject({ pack: undefined });

    const active = await desk.step('approver', '1.0.0', 'activate');
    expect(active.body).toMatchObject({ state: 'active', activated: { from: '2026-06-01', by: 'approver' } });
    expect(await desk.assess('active')).toEqual({ advice: 'ask-plan', pack: 'own|1.0.0' });
    expect((await desk.step('approver', '1.0.0', 'activate')).body).toEqual(active.body);

    const back = await desk.step('approver', '1.0.0', 'roll-back');
    expect(back.body).toMatchObject({ state: 'rolled-back', rolledBack: { by: 'approver' } });
    expect((await desk.step('approver', '1.0.0', 'roll-back')).body).toEqual(back.body);
    expect(await desk.assess('after')).toEqual({ advice: 'pa-pend-info', pack: undefined });

    expect([await replayed('before'), await replayed('active'), await replayed('after')]).toEqual([
      'same',
      'same',
      'same',
    ]);
    expect((await doorsOf()).toSorted()).toEqual([
      'pack-activate Rule pack own 1.0.0',
      'pack-activate Rule pack own 1.0.0',
      'pack-approve Rule pack own 1.0.0',
      'pack-roll-back Rule pack own 1.0.0',
      'pack-roll-back Rule pack own 1.0.0',
    ]);
  }, 60_000);

  test('a version from a later day answers from that day on, and rolling it back returns to the one before', async () => {
    for (const version of ['1.1.0', '1.2.0']) {
      await desk.call('author', 'POST', '/rules/packs', writePack(askPlan(version)));
      await desk.step('approver', version, 'approve');
    }
    await desk.step('approver', '1.1.0', 'activate');
    const later = await desk.step('approver', '1.2.0', 'activate', { from: '2026-06-03' });
    expect(later.body).toMatchObject({ state: 'scheduled', activated: { from: '2026-06-03' } });
    expect((await desk.assess('day-1')).pack).toBe('own|1.1.0');
    desk.time.now = '2026-06-03T15:00:00.000Z';
    expect((await desk.assess('day-3')).pack).toBe('own|1.2.0');
    const states = (await desk.call('author', 'GET', '/rules/packs')).body.packs;
    expect(states.map(({ version, state }: { version: string; state: string }) => [version, state])).toEqual([
      ['1.0.0', 'rolled-back'],
      ['1.1.0', 'superseded'],
      ['1.2.0', 'active'],
    ]);
    await desk.step('approver', '1.2.0', 'roll-back');
    expect((await desk.assess('day-3-back')).pack).toBe('own|1.1.0');
    await desk.step('approver', '1.1.0', 'roll-back');
    desk.time.now = NOW;
    expect((await desk.assess('none')).pack).toBeUndefined();
  });

  test('another process takes it with the settings, and no call reads more for it', async () => {
    await desk.step('approver', '1.1.0', 'activate');
    await desk.assess('warm');
    expect(await desk.callsOf(() => desk.assess('counted'))).toEqual({ BatchGet: 1, BatchWrite: 1, Put: 1 });
    desk.refresh();
    expect(await desk.callsOf(() => desk.assess('again'))).toEqual({ BatchGet: 2, BatchWrite: 1, Put: 1 });
    await desk.step('approver', '1.1.0', 'roll-back');
  });

  test('the settings of the tenant can be written, and its packs stay', async () => {
    await desk.step('approver', '1.1.0', 'activate');
    const settings = (await desk.ports.settings.tenant(TENANT.id))!;
    await desk.ports.settings.put({ ...settings, confirmationRequired: false });
    expect(JSON.stringify(await desk.scan())).not.toContain('"rulePacks"');
    expect((await desk.assess('still')).pack).toBe('own|1.1.0');
    await desk.step('approver', '1.1.0', 'roll-back');
  });
});

test('future orders are answered again by the nightly sweep, when a pack is activated and when it is rolled back', async () => {
  await desk.assess('swept');
  const sweep = async () => reassessRecords((await desk.ports.settings.tenant(TENANT.id))!, desk.ports);
  const packOf = async () => (await onFile(desk.ports, TENANT.id, 'swept'))[0]?.rulePack;
  await sweep();
  await desk.step('approver', '1.1.0', 'activate');
  expect(await sweep()).toBeGreaterThan(0);
  expect([await packOf(), await sweep()]).toEqual(['own|1.1.0', 0]);
  await desk.step('approver', '1.1.0', 'roll-back');
  expect(await sweep()).toBeGreaterThan(0);
  expect([await packOf(), await sweep()]).toEqual([undefined, 0]);
}, 120_000);

describe('who may', () => {
  test('a pack of another tenant is nowhere to be found', async () => {
    const id = tenantId('elsewhere');
    await desk.ports.settings.put({ ...TENANT, id, sources: [] });
    expect((await desk.call('approver', 'GET', '/rules/packs', undefined, id)).body).toEqual({ packs: [] });
    expect((await desk.call('approver', 'GET', '/rules/packs/own/1.1.0', undefined, id)).status).toBe(404);
    for (const what of ['approve', 'activate', 'roll-back', 'simulate'])
      expect([what, (await desk.step('approver', '1.1.0', what, undefined, id)).status]).toEqual([what, 404]);
  });

  test.each([
    ['ehr', 'POST', '/rules/packs', 'rules.write'],
    ['approver', 'POST', '/rules/packs', 'rules.write'],
    ['ehr', 'GET', '/rules/packs', 'rules.read'],
    ['author', 'POST', '/rules/packs/own/1.1.0/activate', 'rules.approve'],
    ['author', 'POST', '/rules/packs/own/1.1.0/roll-back', 'rules.approve'],
  ] as const)('%s may not %s %s without %s', async (agent, method, path, scope) => {
    const { status, headers } = await desk.call(agent, method, path, method === 'POST' ? {} : undefined);
    expect([status, headers['www-authenticate']]).toEqual([403, expect.stringContaining(`scope="${scope}"`)]);
  });

  test('on a laptop of one person the tenant says that its one agent may approve', async () => {
    const settings = (await desk.ports.settings.tenant(TENANT.id))!;
    const { token } = await desk.ports.tokens.issue({
      tenant: TENANT.id,
      client: 'both',
      scopes: ['rules.write', 'rules.approve'],
    });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const post = (path: string, body: unknown) => desk.ways.http({ method: 'POST', path, headers, body });
    expect((await post('/rules/packs', writePack(askPlan('1.9.0')))).status).toBe(201);
    const alone = await post('/rules/packs/own/1.9.0/approve', {});
    expect([alone.status, alone.body.issue[0].diagnostics]).toEqual([403, expect.stringContaining('Another agent')]);
    await desk.ports.settings.put({ ...settings, selfApproval: true });
    desk.refresh();
    expect((await post('/rules/packs/own/1.9.0/approve', {})).body.approved.by).toBe('both');
    await desk.ports.settings.put(settings);
  });
});

describe('refused, and nothing is active', () => {
  const rowsNow = () => desk.scan();
  const post = async (body: unknown) => {
    const rows = await rowsNow();
    const answered = await desk.call('author', 'POST', '/rules/packs', body);
    expect((await rowsNow()).filter((row) => !rows.includes(row) && !row.includes('#RATE#'))).toEqual([]);
    return [answered.status, answered.body.issue[0].code, answered.body.issue[0].diagnostics.split(':')[0]];
  };
  const changed = (change: (json: ReturnType<typeof packJson>) => void) => {
    const json = packJson(askPlan('3.0.0'));
    delete json.hash;
    change(json);
    return JSON.stringify(json);
  };
  const FILE = 'uhc-commercial/2026-05-01.json';
  const wrong = (more: object) => changed((json) => Object.assign(json, more));
  const wrongFile = (more: object) => changed((json) => Object.assign(json.files[FILE], more));

  test('what is no pack', async () => {
    expect(await post('{')).toEqual([400, 'invalid', 'not-json']);
    expect(await post({ resourceType: 'Bundle' })).toEqual([400, 'invalid', 'wrong-shape']);
    expect(await post(wrongFile({ note: 'x'.repeat(950_000) }))).toEqual([413, 'too-long', 'too-large']);
  });

  test.each([
    ['of-another-tenant', wrong({ tenant: 'another' })],
    ['wrong-hash', wrong({ hash: '0'.repeat(64) })],
    ['holds-code', wrongFile({ script: 'x' })],
    [
      'cyclic',
      changed((json) => Object.assign(json.files[FILE].policies, { mpi: { like: 'pet' }, pet: { like: 'mpi' } })),
    ],
    ['other-base', wrong({ base: {} })],
    ['overlapping-dates', wrongFile({ effectiveTo: '2026-01-01' })],
  ])('%s', async (name, body) => {
    expect(await post(body)).toEqual([400, 'invalid', name]);
  });

  test('another content under a version that is there', async () => {
    const says = 'Version 1.1.0 of pack own was uploaded with other content; give it a new version.';
    const same = await desk.call('author', 'POST', '/rules/packs', writePack(askPlan('1.1.0')));
    expect([same.status, same.body.uploaded.at]).toEqual([201, NOW]);
    const really = changed((json) => {
      json.version = '1.1.0';
      json.files[FILE].source.title = 'Another list';
    });
    expect(await post(really)).toEqual([409, 'conflict', says]);
  });

  test('a day that is over, a version nobody uploaded, a pack that was never active, a body that is none', async () => {
    const issueOf = async (version: string, what: string, body?: unknown) => {
      const { status, body: outcome } = await desk.step('approver', version, what, body);
      return [status, outcome.issue[0].code];
    };
    expect(await issueOf('1.2.0', 'activate', { from: '2026-05-31' })).toEqual([400, 'value']);
    expect(await issueOf('1.2.0', 'activate', { from: 'soon' })).toEqual([400, 'value']);
    expect(await issueOf('1.2.0', 'activate', { to: '2026-07-01' })).toEqual([400, 'value']);
    expect(await issueOf('9.9.9', 'activate')).toEqual([404, 'not-found']);
    expect(await issueOf('9.9.9', 'approve')).toEqual([404, 'not-found']);
    expect(await issueOf('1.9.0', 'roll-back')).toEqual([409, 'conflict']);
  });
});
