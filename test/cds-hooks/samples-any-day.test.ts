import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seed } from '../../infra/local/seed.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { NOW } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { openHookHarness, said, statementsOn } from './hook-harness.ts';

const FOLDER = new URL('../../docs/samples/cds-hooks/', import.meta.url);

/** What the sandbox, first started that day, shows of each sample: statements and cards, without what they say in words. */
const shownOn = async (now: string): Promise<Readonly<Record<string, Part>>> => {
  const harness = await openHookHarness((open) => ({
    ...open,
    config: { ...open.config, DEFAULT_TENANT: tenantId('sandbox') },
  }));
  harness.time.now = now;
  await seed(harness.harness);
  const shown: Record<string, Part> = {};
  for (const name of readdirSync(FOLDER)) {
    const call: Part = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
    const { status, body } = await harness.call(call, `${call.hook}-crd`);
    const statements = (body.systemActions ?? []).flatMap(({ resource }: Part) => statementsOn(resource));
    shown[name] = {
      status,
      statements: statements.map((one: Part) => [said(one, 'covered')[0], said(one, 'pa-needed')[0]]),
      cards: body.cards.map(({ summary, source, suggestions = [] }: Part) => [
        // Orders without a day are answered for today, and line 1 says which.
        summary.replace(/\d{4}-\d\d-\d\d/g, 'DAY'),
        source.topic.code,
        suggestions.length,
      ]),
    };
  }
  await harness.close();
  return shown;
};

test('every sample shows the same on any day', async () => {
  const shown = await shownOn(NOW);
  for (const later of ['2026-12-31T23:30:00.000Z', '2027-02-08T15:00:00.000Z', '2028-02-29T15:00:00.000Z'])
    expect(await shownOn(later), later).toEqual(shown);
  expect(shown['appointment-book-several-visits-2.0.json']?.statements).toEqual([
    ['conditional', 'auth-needed'],
    ['not-covered', undefined],
  ]);
}, 60_000);
