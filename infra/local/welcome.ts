import type { LocalService } from './service.ts';
import type { LocalSettings } from './settings.ts';

const kept = (dataDir: string): string => (dataDir === ':memory:' ? 'in memory, gone at the end' : dataDir);

const access = {
  open: 'open: calls on this machine need no token (AUTH=required to lock)',
  required: 'locked: by token only. npm run token prints one, for demo-app unless told otherwise',
};

const since = ({ repaired, requeued }: LocalService): string[] => [
  ...(repaired === undefined ? [] : [`  The last stop was not clean: ${repaired} records were checked.`]),
  ...(requeued ? [`  ${requeued} orders were still waiting and are being answered.`] : []),
];

/** Commands of another terminal find the same data, and the service there. */
const withFolder = (dataDir: string): string =>
  /^(\.stresspass|:memory:)$/.test(dataDir) ? '' : `DATA_DIR=${dataDir} `;

/** How a call shows who makes it, as part of a curl command. */
const tokenOf = ({ dataDir, auth }: LocalSettings): string =>
  auth === 'open' ? '' : ` -H "authorization: Bearer $(${withFolder(dataDir)}npm -s run token)"`;

/** What a person sees when the service is ready: where it is, and three commands that work as they stand. */
export const welcome = (service: LocalService, settings: LocalSettings, demoFolder: string): string => {
  const { url } = service;
  const { dataDir, auth } = settings;
  const elsewhere = url.endsWith(':3000') ? '' : ` --url ${url}`;
  const curl = `curl -s${tokenOf(settings)}`;
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
    `  ${auth === 'open' ? '' : withFolder(dataDir)}npm run send -- ${demoFolder}/order.json${elsewhere}`,
    '',
    '  # a scheduler asks whether it needs authorization',
    `  ${curl} '${url}/r4/CoverageEligibilityRequest/$submit' -H 'content-type: application/fhir+json' -d @${demoFolder}/eligibility-request.json`,
    '',
    '  # and where the authorization stands',
    `  ${curl} '${url}/r4/ServiceRequest/demo-order-1/$authorization-status'`,
    '',
  ].join('\n');
};
