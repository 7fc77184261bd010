import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Jwk } from '../../shared/app/ports/access/client.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { openPasChannel } from '../support/pas-channel.ts';
import { GROUP_NPI, reviewMessage } from '../support/pas-messages.ts';
import { openPayerDesk, type PayerDesk } from '../support/payer-desk.ts';
import { requestContent, requestItem } from '../support/request-content.ts';

/** Our own payer's side, over HTTP: its token endpoint, its `$submit` and its `$inquire`. */
let desk: PayerDesk;
let folder: string;
let key: string;
beforeAll(async () => {
  desk = await openPayerDesk();
  folder = mkdtempSync(join(tmpdir(), 'own-server-'));
  const { privateKey, publicKey } = await generateKeyPair('ES384', { extractable: true });
  writeFileSync(join(folder, 'key.json'), JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'practice-1' }));
  key = `file:${join(folder, 'key.json')}`;
  const jwk = { ...(await exportJWK(publicKey)), kid: 'practice-1' } as Jwk;
  await desk.ports.clients.put({
    tenant: TENANT.id,
    use: 'smart',
    id: 'practice',
    name: 'A practice',
    keys: [jwk],
    scopes: ['system/*.cruds'],
    organizations: [GROUP_NPI],
  });
  // Assertions are dated by the real clock; so is the payer's here.
  desk.time.now = new Date().toISOString();
  Object.assign(desk.harness.config, { PUBLIC_URL: desk.url });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await desk.close();
});

describe.each([
  ['2.2.1', '/r4'],
  ['2.0.1', '/stu2/r4'],
])('PAS %s', (version, base) => {
  const open = () =>
    openPasChannel({
      base: `${desk.url}${base}`,
      tokenEndpoint: `${desk.url}/r4/auth/token`,
      key,
    });
  const trace = (value: string) => ({ trace: { system: 'urn:trnorg:1123456789', value: `${value}-${version}` } });
  const item = (name: string) => requestItem(1, trace(`${name}-i1`));

  test('a request is pended, asked after, refused by a reviewer, and the answer read as the payer gave it', async () => {
    const { send } = open();
    const content = requestContent({ ...trace('S'), items: [item('S')] });
    const message = { content, messageId: `S-${version}-1` };
    const { response, received = '' } = await send(message, version);
    expect(response).toMatchObject({
      is: 'answered',
      traces: expect.arrayContaining([content.trace]),
      items: [{ sequence: 1, action: 'pended', caseNumber: expect.any(String) }],
    });
    const again = await send(message, version);
    expect(again.received).toBe(received);
    const asked = {
      ...message,
      what: 'inquire',
      messageId: `S-${version}-q1`,
      previousMessageId: message.messageId,
    } as const;
    const { response: told } = await send(asked, version);
    expect(told).toMatchObject({
      is: 'answered',
      items: [{ action: 'pended', needs: expect.arrayContaining([expect.objectContaining({ kind: 'document' })]) }],
    });
    // What it waits for is told as its own answer told it: with type, line and day.
    expect(told.is === 'answered' && response.is === 'answered' && told.items).toEqual(
      response.is === 'answered' && response.items,
    );
    const { id } = JSON.parse(received).entry[0].resource;
    expect((await desk.review(id, reviewMessage())).status).toBe(200);
    expect((await send(asked, version)).response).toMatchObject({
      is: 'answered',
      items: [{ action: 'denied', reasons: [{ code: '0F' }, {}, {}, {}] }],
    });
  });

  test('an update, a cancellation, and an inquiry about what nobody sent', async () => {
    const { send } = open();
    const content = requestContent({ ...trace('U'), items: [item('U')] });
    await send({ content, messageId: `U-${version}-1` }, version);
    const later = requestContent({ ...trace('U'), items: [{ ...item('U'), units: 2 }] });
    const updated = await send(
      {
        what: 'update',
        content: later,
        previous: content,
        messageId: `U-${version}-2`,
        previousMessageId: `U-${version}-1`,
      },
      version,
    );
    expect(updated.response).toMatchObject({ is: 'answered', items: [{ action: 'pended' }] });
    const gone = await send(
      { what: 'cancel', content: later, messageId: `U-${version}-3`, previousMessageId: `U-${version}-2` },
      version,
    );
    expect(gone.response).toMatchObject({ is: 'answered', items: [{ action: 'cancelled' }] });
    const unknown = requestContent({ ...trace('N'), items: [item('N')] });
    expect(
      (await send({ what: 'inquire', content: unknown, messageId: `N-${version}-q` }, version)).response,
    ).toMatchObject({
      is: 'rejected',
      rejections: [{ code: 'not-found', followUp: 'resend' }],
    });
  });

  test('what the payer does not take up is told with its reason and place', async () => {
    const { send } = open();
    const { npi: _npi, ...nameless } = requestContent().requester;
    const content = requestContent({
      ...trace('E'),
      items: [item('E')],
      requester: nameless,
      group: nameless,
      site: nameless,
    });
    const { response } = await send({ content, messageId: `E-${version}-1` }, version);
    expect(response).toMatchObject({
      is: 'rejected',
      rejections: [
        { code: '43', followUp: 'correct', at: 'Bundle.entry[0].resource.provider' },
        { code: '51', followUp: 'stop' },
      ],
    });
  });
});
