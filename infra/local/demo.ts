import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';
import { container } from '../../shared/lambda/open-container.ts';
import { startDemoEhr } from './demo/ehr.ts';
import { openLoop } from './demo/loop.ts';
import { prepareDemo } from './demo/prepare.ts';
import { page } from './demo/print.ts';
import { tellStory } from './demo/story.ts';
import { startService } from './service.ts';

const tagNow = (): string => String(Date.now());

/** In a folder of its own, which holds the keys the practice signs with, and is gone at the end. */
const onOwnService = async (): Promise<void> => {
  // That a delivery was tried again is no part of the story.
  process.env.LOG_LEVEL ||= 'error';
  const dataDir = await mkdtemp(join(tmpdir(), 'stresspass-demo-'));
  const ehr = await startDemoEhr();
  const events: BusEvent[] = [];
  try {
    const service = await startService({ port: 0, dataDir, auth: 'open' }, (event) => events.push(event));
    try {
      await prepareDemo({ ehr, url: service.url, dataDir, ports: container().ports });
      const loop = openLoop(service.url, 'one', new Date().toISOString());
      ehr.keep(loop.ehrOrder, loop.ehrDocuments);
      await tellStory(loop, { ehr, events });
    } finally {
      await service.close();
    }
  } finally {
    await ehr.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  page.end(
    'The end. To watch it in the desk: npm start, and in another terminal npm run demo -- --url http://localhost:3000',
  );
};

const onRunningService = async (url: string): Promise<void> => {
  await fetch(`${url}/health`).catch(() => {
    throw new Error(`No service answers at ${url}. Start one with npm start.`);
  });
  const loop = openLoop(url, tagNow(), new Date().toISOString());
  page.tell(`Watch it at ${url}: Today, Exchange, and ${url}/order#${loop.order}/sandbox-ehr`);
  await tellStory(loop, {});
  page.end('The end.');
};

/** Plays the loop against a service of its own, or against a running one. */
export const playDemo = async ({ url }: { readonly url?: string }): Promise<0> => {
  await (url ? onRunningService(url) : onOwnService());
  return 0;
};
