import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Pointer } from '../../shared/app/ports/pointer.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from './endpoint-harness.ts';
import { cpt, orderMessage, type Part } from './endpoint-messages.ts';
import { realPack } from './rule-packs.ts';

/** Two agents of one tenant, a third that may do everything else, and what they do with rule packs. */
const SCOPES = {
  author: ['rules.write'],
  approver: ['rules.approve'],
  ehr: ['system/*.cruds'],
} as const;
export type PackAgent = keyof typeof SCOPES;

const UHC = { payer: 'uhc-commercial', file: '2026-01-01', from: '2026-05-01' };
/** The stress echo asks the plan, from 2026-05-01 on. */
export const askPlan = (version: string, id = 'own') =>
  realPack({ ...UHC, id, version }, (policy) => {
    policy.source.retrieved = '2026-05-01';
    policy.policies['stress-echo'].priorAuth = { value: 'ask-plan', evidence: 'verified' };
  });

/** The ECG test needs authorization, from 2026-05-01 on. */
export const ecgRequired = (version: string, from = '2026-05-01') =>
  realPack({ ...UHC, from, version }, (policy) => {
    policy.source.retrieved = '2026-05-01';
    policy.policies.ecg.priorAuth = { value: 'required', evidence: 'verified' };
  });

const DETERMINATION = 'https://stresspass.example/fhir/StructureDefinition/determination';

export const openPackDesk = async (prepare: (client: DynamoDBDocumentClient) => void = () => undefined) => {
  const queued: Pointer[] = [];
  const harness = await openEndpointHarness(
    (opened) => ({
      ...opened,
      config: { ...opened.config, AUTH: 'required' },
      ports: { ...opened.ports, queue: { send: async (pointer) => void queued.push(pointer) } },
    }),
    prepare,
  );
  const token = async (name: PackAgent, tenant = TENANT.id) =>
    (await harness.ports.tokens.issue({ tenant, client: name, scopes: SCOPES[name] })).token;
  const call = async (name: PackAgent, method: 'GET' | 'POST', path: string, body?: unknown, tenant = TENANT.id) =>
    harness.ways.direct({
      method,
      path,
      headers: {
        authorization: `Bearer ${await token(name, tenant)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
  const step = (name: PackAgent, version: string, what: string, body?: unknown, tenant = TENANT.id) =>
    call(name, 'POST', `/rules/packs/own/${version}/${what}`, body, tenant);
  /** An ECG test is asked for in place of the stress echo. */
  const assessEcg = (id: string) =>
    call(
      'ehr',
      'POST',
      '/r4/ServiceRequest/$assess',
      orderMessage(id, (order) => void Object.assign(order, { code: cpt('93015') })),
    );
  const assess = async (id: string, tenant = TENANT.id) => {
    const { body } = await call('ehr', 'POST', '/r4/ServiceRequest/$assess', orderMessage(id), tenant);
    const parts = body.insurance[0].item[0].extension.find(({ url }: Part) => url === DETERMINATION).extension;
    const partOf = (name: string) => parts.find(({ url }: Part) => url === name);
    return { advice: partOf('advice').valueCode, pack: partOf('rulePack')?.valueString };
  };
  return { ...harness, call, step, assess, assessEcg, queued, refresh: () => refreshOf(harness)() };
};
export type PackDesk = Awaited<ReturnType<typeof openPackDesk>>;

/** As a minute passing does. */
const refreshOf = ({ ports }: EndpointHarness) => {
  const { settings } = ports;
  if (!('refresh' in settings) || typeof settings.refresh !== 'function') throw new Error('no store of settings');
  return settings.refresh as () => void;
};
