import type { LocalService } from './service.ts';
import type { LocalSettings } from './settings.ts';

const kept = (dataDir: string): string => (dataDir === ':memory:' ? 'in memory, gone at the end' : dataDir);

const access = { open: 'open: calls on this machine need no token (AUTH=required to lock)', required: 'by token only' };

const since = ({ repaired, requeued }: LocalService): string[] => [
  ...(repaired === undefined ? [] : [`  The last stop was not clean: ${repaired} records were checked.`]),
  ...(requeued ? [`  ${requeued} orders were still waiting and are being answered.`] : []),
];

/** What a person sees when the service is ready: where it is, and three commands that work as they stand. */
export const welcome = (service: LocalService, { dataDir, auth }: LocalSettings, demoFolder: string): string => {
  const { url } = service;
  const elsewhere = url.endsWith(':3000') ? '' : ` --url ${url}`;
  return [
    `Stresspass is ready (${process.uptime().toFixed(1)} s).`,
    '',
    `  FHIR    ${url}/r4              what it can do: ${url}/r4/metadata`,
    `  Bus     ${url}                 EventBridge PutEvents and SQS, for any AWS client`,
    `  Data    ${kept(dataDir)}`,
    `  Access  ${access[auth]}`,
    ...since(service),
    '',
    'Three things to try in another terminal:',
    '',
    '  # an order arrives as an event',
    `  npm run send -- ${demoFolder}/order.json${elsewhere}`,
    '',
    '  # a scheduler asks whether it needs authorization',
    `  curl -s '${url}/r4/CoverageEligibilityRequest/$submit' -H 'content-type: application/fhir+json' -d @${demoFolder}/eligibility-request.json`,
    '',
    '  # and where the authorization stands',
    `  curl -s '${url}/r4/ServiceRequest/demo-order-1/$authorization-status'`,
    '',
  ].join('\n');
};
