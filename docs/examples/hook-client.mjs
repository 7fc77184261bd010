#!/usr/bin/env node
// A minimal CDS Hooks client: asks what hooks there are, calls one with what it wants to know, and shows what a clinician would see.
//   node docs/examples/hook-client.mjs http://localhost:3000 order-sign docs/samples/cds-hooks/order-sign-questions-open.json
// TENANT=sandbox chooses a tenant of an open service; TOKEN is the JWT of the call where tokens are required.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const [base = 'http://localhost:3000', hook = 'order-sign', file] = process.argv.slice(2);
const headers = {
  'content-type': 'application/json',
  ...(process.env.TENANT ? { 'x-stresspass-tenant': process.env.TENANT } : {}),
  ...(process.env.TOKEN ? { authorization: `Bearer ${process.env.TOKEN}` } : {}),
};

const ask = async (path, body) => {
  const response = await fetch(`${base}/cds-services${path}`, {
    headers,
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text);
};

const { services } = await ask('');
const service = services.find((one) => one.hook === hook);
if (!service) throw new Error(`No service for ${hook}; there are ${services.map((one) => one.hook).join(', ')}.`);

// An EHR fills the prefetch templates of the service from its chart; here a file holds the call.
const call = { ...JSON.parse(await readFile(file, 'utf8')), hook, hookInstance: randomUUID() };
const asked = Object.keys(service.prefetch ?? {});
console.log(
  `${service.id}: sends ${Object.keys(call.prefetch ?? {}).filter((key) => asked.includes(key)).length} of ${asked.length} prefetch keys`,
);

const { cards, systemActions = [] } = await ask(`/${service.id}`, call);
for (const { indicator, summary, detail, suggestions = [] } of cards) {
  console.log(`[${indicator}] ${summary}`);
  if (detail) console.log(`  ${detail.split('\n')[0]}`);
  for (const { label } of suggestions) console.log(`  (button) ${label}`);
}
// Whatever the EHR writes into the order by itself: the coverage information of CRD.
for (const { type, resource } of systemActions)
  console.log(`system action: ${type} ${resource.resourceType}/${resource.id}`);
