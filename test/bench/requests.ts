import { setTimeout as sleep } from 'node:timers/promises';
import { openEventHarness, TENANT } from '../support/event-harness.ts';
import { answered, requestableOrder, SUBMITTING } from '../support/requests.ts';

/** Requests from their orders to their decisions through a stand-in payer. Own simulator, no payer or clearinghouse. */
const ORDERS = 60;

const run = async (payerMs: number) => {
  const harness = await openEventHarness(SUBMITTING);
  let waited = 0;
  const exchange = async (_tenant: string, asked: Parameters<typeof answered>[0]) => {
    const began = performance.now();
    await sleep(payerMs);
    waited += performance.now() - began;
    return {
      sent: 'x',
      received: 'y',
      response: answered(asked, { number: `A-${asked.content.trace.value.slice(0, 8)}` }),
    };
  };
  Object.assign(harness.ports, { payerChannels: { exchange } });
  for (let index = 0; index < ORDERS; index++) {
    const bundle = requestableOrder(`b${index}`, (message) => {
      for (const { resource } of message.entry ?? [])
        if (resource?.resourceType === 'Patient') resource.id = `patient-${index}`;
    });
    await harness.receive({ detail: { source: TENANT.source, bundle } });
  }
  await harness.drain();
  const began = performance.now();
  await harness.relay();
  const tookMs = performance.now() - began;
  const states = await Promise.all(Array.from({ length: ORDERS }, (_, index) => harness.record(`b${index}`)));
  await harness.close();
  return {
    payerMs,
    decided: states.filter((one) => one?.state === 'approved').length,
    perSecond: Math.round((ORDERS / tookMs) * 10_000) / 10,
    waitingPerRequestMs: Math.round(waited / ORDERS),
    ownPerRequestMs: Math.round(tookMs / ORDERS),
  };
};

for (const payerMs of [0, 500]) console.log(JSON.stringify(await run(payerMs)));
