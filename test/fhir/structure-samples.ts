import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Small valid resources for the tests of bad input; each call a fresh copy. */
export const order = () => ({
  resourceType: 'ServiceRequest',
  id: 'order-1',
  status: 'active',
  intent: 'order',
  priority: 'routine',
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '93015' }] },
  quantityQuantity: { value: 1 },
  subject: { reference: 'Patient/p1' },
  occurrencePeriod: { start: '2026-05-12', end: '2026-05-20' },
  authoredOn: '2026-05-01T09:30:00-05:00',
  requester: { reference: 'Practitioner/d1' },
  note: [{ text: 'chest pain on exertion' }],
});

export const patient = () => ({
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '1961-02-03',
  name: [{ family: 'Marked', given: ['Mary', 'Ann'] }],
});

export const eligibility = () => ({
  resourceType: 'CoverageEligibilityRequest',
  status: 'active',
  purpose: ['auth-requirements'],
  patient: { reference: 'Patient/p1' },
  servicedDate: '2026-05-12',
  created: '2026-05-01',
  insurer: { reference: 'Organization/o1' },
  insurance: [{ focal: true, coverage: { reference: 'Coverage/c1' } }],
  item: [{ productOrService: { coding: [{ code: '93015' }] }, quantity: { value: 1 } }],
});

export const condition = () => ({
  resourceType: 'Condition',
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
  },
  subject: { reference: 'Patient/p1' },
});

export const bundle = (...resources: readonly unknown[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource, index) => ({ fullUrl: `https://ehr.example/r4/x/${index}`, resource })),
});

// ---- third-party examples, read in place --------------------------------------------------------------------

const SHARED = new URL('../../../shared/', import.meta.url);
const FOLDERS = ['data/', 'examples/'];

/** Title of a skipped suite when the folder of third-party examples is not beside the checkout. */
export const WITHOUT_SHARED = existsSync(new URL('data/', SHARED)) ? '' : ' (skipped: ../shared/data is not there)';

export type JsonObject = Record<string, unknown>;

const filesUnder = (folder: URL): readonly URL[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return filesUnder(new URL(`${entry.name}/`, folder));
    return entry.name.endsWith('.json') ? [new URL(entry.name, folder)] : [];
  });

const NOT_R4 = new Set(['Requirements', 'SubscriptionTopic']);
/** A CDS Hooks call of 2019 whose draft Bundle has no type. */
const KNOWN_BAD = 'data/argonaut-pama-cds-hooks/scenario-01-outbound-request.json';

const outermostIn = (value: unknown): readonly JsonObject[] => {
  if (typeof value !== 'object' || value === null) return [];
  return 'resourceType' in value ? [value as JsonObject] : Object.values(value).flatMap(outermostIn);
};

/** Every R4 resource published by others or written for this project, including those inside CDS Hooks calls. */
export const published = (): readonly (readonly [path: string, resource: JsonObject])[] =>
  (WITHOUT_SHARED ? [] : FOLDERS)
    .map((folder) => new URL(folder, SHARED))
    .filter((folder) => existsSync(folder))
    .flatMap(filesUnder)
    .map((file) => [file.pathname.slice(SHARED.pathname.length), file] as const)
    .filter(([path]) => path !== KNOWN_BAD)
    .flatMap(([path, file]) =>
      outermostIn(JSON.parse(readFileSync(file, 'utf8'))).map(
        (resource, index) => [`${path}#${index}`, resource] as const,
      ),
    )
    .filter(([, { resourceType }]) => !NOT_R4.has(String(resourceType)));

/** The resource itself and all contained in it. */
export const resourcesWithin = (value: unknown): readonly JsonObject[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(resourcesWithin);
  return 'resourceType' in value ? [value as JsonObject, ...inner] : inner;
};
