import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import type { UtilizationReview } from '../../shared/app/ports/reviews.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { openEndpointHarness, TENANT } from './endpoint-harness.ts';
import type { Part } from './endpoint-messages.ts';
import { realPack } from './rule-packs.ts';

/** A payer that decides by rules of its own, the systems that send to it, and its reviewers. */
const SCOPES = {
  ehr: ['system/*.cruds'],
  stranger: ['system/*.cruds'],
  author: ['rules.write'],
  approver: ['rules.approve'],
  reviewer: ['reviews.write'],
  analyst: ['metrics.read'],
  second: ['reviews.write'],
} as const;
export type PayerAgent = keyof typeof SCOPES;

export const AUTHORITY = { declaredBy: 'Medical director', declaredOn: '2026-05-01' };
const REVIEWS: UtilizationReview = { adoptedPacks: ['own'], contact: '1-800-555-0100' };

/** Symptoms and no exercise: nothing of it assumed. */
const OWN_PROGRAM: Part = {
  id: 'own-imaging',
  version: '1.0.0',
  effectiveFrom: '2026-05-01',
  source: {
    title: 'Medical policy of the payer',
    address: 'payer.example',
    retrieved: '2026-05-01',
    evidence: 'verified',
  },
  complete: false,
  criteria: {
    OI1: {
      all: [{ derived: 'symptomatic' }, { fact: 'canExercise', op: 'is', value: false }],
      says: 'Symptoms, and the patient cannot exercise.',
      cite: 'Medical policy 7',
      evidence: 'verified',
    },
  },
  against: [],
  hold: [],
  supports: ['OI1'],
  review: [],
};

/** What the payer adopts: imaging is certified for symptoms where the patient cannot exercise, the ECG test needs nothing. */
export const adoptedPack = (change: (policy: Part) => void = () => undefined, version = '1.0.0') =>
  realPack(
    { payer: 'uhc-commercial', file: '2026-01-01', from: '2026-05-01', version },
    (policy) => {
      policy.source = OWN_PROGRAM.source;
      for (const one of Object.values<Part>(policy.policies)) {
        for (const name of Object.keys(one)) delete one[name];
        one.priorAuth = { value: 'required', evidence: 'verified' };
        one.documents = ['office-note'];
        one.necessity = { use: [{ program: 'own-imaging' }], otherwise: 'review' };
      }
      policy.uses = { ...policy.uses, programs: { 'own-imaging': '2026-05-01' } };
      policy.policies.ecg.priorAuth = { value: 'not-required', evidence: 'verified' };
      policy.validityDays = { value: 60, evidence: 'verified', from: 'issue-date', why: 'Contract.' };
      policy.exceptions = [];
      change(policy);
    },
    [OWN_PROGRAM],
  );

export const openPayerDesk = async (
  {
    reviews = REVIEWS,
    tenant: more = {},
    pack = adoptedPack(),
  }: {
    readonly reviews?: UtilizationReview;
    readonly tenant?: Partial<Tenant>;
    readonly pack?: ReturnType<typeof adoptedPack>;
  } = {},
  prepare: (client: DynamoDBDocumentClient) => void = () => undefined,
) => {
  const harness = await openEndpointHarness(
    (opened) => ({ ...opened, config: { ...opened.config, AUTH: 'required' } }),
    prepare,
  );
  const { ports } = harness;
  await ports.settings.put({ ...TENANT, utilizationReview: reviews, ...more });
  const call = async (
    name: PayerAgent,
    path: string,
    body?: unknown,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'POST',
    way: 'direct' | 'http' = 'direct',
    more: Readonly<Record<string, string>> = {},
  ) =>
    harness.ways[way]({
      method,
      path,
      headers: {
        authorization: `Bearer ${(await ports.tokens.issue({ tenant: TENANT.id, client: name, scopes: SCOPES[name] })).token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
        ...more,
      },
      ...(body === undefined ? {} : { body }),
    });
  const own = `/rules/packs/${pack.id}/${pack.version}`;
  for (const [name, path, body] of [
    ['author', '/rules/packs', writePack(pack)],
    ['approver', `${own}/approve`],
    ['approver', `${own}/activate`],
  ] as const) {
    const { status, body: said } = await call(name, path, body);
    if (status >= 300) throw new Error(JSON.stringify(said));
  }
  const { settings } = ports;
  if ('refresh' in settings && typeof settings.refresh === 'function') settings.refresh();
  await settings.tenant(TENANT.id);
  return {
    ...harness,
    call,
    submit: (body: unknown, name: PayerAgent = 'ehr', base = '/r4') => call(name, `${base}/Claim/$submit`, body),
    inquire: (body: unknown, name: PayerAgent = 'ehr', base = '/r4') => call(name, `${base}/Claim/$inquire`, body),
    review: (id: string, body: unknown, name: PayerAgent = 'reviewer') => call(name, `/r4/Claim/${id}/$review`, body),
    /** Another operation on a request on file. */
    act: (id: string, operation: string, body: unknown, name: PayerAgent = 'reviewer', headers = {}) =>
      call(name, `/r4/Claim/${id}/$${operation}`, body, 'POST', 'direct', headers),
  };
};
export type PayerDesk = Awaited<ReturnType<typeof openPayerDesk>>;

const REVIEW_ACTION = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-reviewAction';
const ACTION_CODE = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-reviewActionCode';
const partsOf = (item: Part): readonly Part[] =>
  item.adjudication[0].extension.find(({ url }: Part) => url === REVIEW_ACTION).extension;

export const responseOf = (bundle: Part): Part => bundle.entry[0].resource;
/** Review action of each item, by sequence. */
export const actionsOf = (bundle: Part): Part =>
  Object.fromEntries(
    (responseOf(bundle).item ?? []).map((item: Part) => [
      item.itemSequence,
      partsOf(item).find(({ url }) => url === ACTION_CODE)?.valueCodeableConcept.coding[0].code,
    ]),
  );
export const numbersOf = (bundle: Part): readonly string[] =>
  (responseOf(bundle).item ?? []).flatMap((item: Part) =>
    partsOf(item).flatMap(({ url, valueString }) => (url === 'number' ? [valueString] : [])),
  );
export const errorsOf = (bundle: Part): readonly string[] =>
  (responseOf(bundle).error ?? []).map(({ code }: Part) => code.coding[0].code);
