import type { LocalService } from './service.ts';
import type { LocalSettings } from './settings.ts';

const kept = (dataDir: string): string => (dataDir === ':memory:' ? 'in memory, gone at the end' : dataDir);

const access = {
  open: 'open: calls on this machine need no token (npm start -- --auth required locks)',
  required: 'locked: by token only. npx stresspass admin token prints one, for demo-app unless told otherwise',
};

const LAST_STOPS: Readonly<Record<LocalService['lastStop'], readonly string[]>> = {
  clean: [],
  unclean: ['The last stop was not clean: nothing that was acknowledged is lost.'],
  repaired: ['An earlier stop was not clean: the index of the records was checked.'],
  repairing: ['An earlier stop was not clean: lists may miss records until the index is checked, which goes on now.'],
};

/** What a person has to know about the stop before; said beside the welcome. */
export const sinceLastStop = ({ lastStop, requeued }: LocalService): readonly string[] => [
  ...LAST_STOPS[lastStop],
  ...(requeued ? [`${requeued} orders were still waiting and are being answered.`] : []),
];

const QUESTION = 'npx stresspass ask --payer cigna-commercial --code 78452 --dx R07.9';

/** Printed when the service is ready: where to look, and one question that needs no service. */
export const welcome = ({ url }: LocalService): string => [`Open ${url}`, QUESTION].join('\n');

/** Option with which commands in another terminal find the same data and service. */
const withFolder = (dataDir: string): string =>
  /^(\.stresspass|:memory:)$/.test(dataDir) ? '' : ` --data-dir ${/\s/.test(dataDir) ? `"${dataDir}"` : dataDir}`;

/** The authorization part of a curl command. */
const tokenOf = ({ dataDir, auth }: LocalSettings): string =>
  auth === 'open' ? '' : ` -H "authorization: Bearer $(npx stresspass admin token${withFolder(dataDir)})"`;

/** The rest, for `--verbose`: where things are, and three commands that work as shown. */
export const details = (service: LocalService, settings: LocalSettings, demoFolder: string): string => {
  const { url } = service;
  const { dataDir, auth } = settings;
  const folder = withFolder(dataDir);
  const there = folder || (url.endsWith(':3000') ? '' : ` --url ${url}`);
  return [
    `Stresspass is ready (${process.uptime().toFixed(1)} s).`,
    '',
    `  FHIR    ${url}/r4              what it can do: ${url}/r4/metadata`,
    `  Bus     ${url}                 EventBridge PutEvents and SQS, for any AWS client`,
    `  Data    ${kept(dataDir)}`,
    `  Access  ${access[auth]}`,
    '',
    'Three things to try in another terminal:',
    '',
    '  # an order arrives as an event',
    `  npx stresspass events send ${demoFolder}/order.json${there}`,
    '',
    '  # a scheduler asks whether it needs authorization',
    `  curl -s${tokenOf(settings)} '${url}/r4/CoverageEligibilityRequest/$submit' -H "content-type: application/fhir+json" -d "@${demoFolder}/eligibility-request.json"`,
    '',
    '  # and where the authorization stands',
    `  npx stresspass order status demo-order-1${there}`,
    '',
  ].join('\n');
};
