import { pendReference } from '../../app/utilization-review/certification-number.ts';
import { inquire } from '../../app/utilization-review/inquire.ts';
import { readPasInquiry } from '../../fhir/pas/read/read-pas-inquiry.ts';
import { writeInquiryBundle, writeInquiryParameters } from '../../fhir/pas/write/write-inquiry-response.ts';
import { tenantOf } from '../caller.ts';
import type { Handler } from '../handler.ts';
import { refuseBounded } from '../reply.ts';
import { fittingReply, openContent, pasServer, patientsIn } from './pas-server.ts';
import { readPasMessage } from './read-pas.ts';

/** `Claim/$inquire`: 2.2.1 answers Parameters, 2.0.1 a Bundle. */
export const inquirePas: Handler = async (request, container) => {
  const message = readPasMessage(request.body);
  if (!message.ok) return refuseBounded(message.problems);
  const asked = readPasInquiry(message.value);
  if (!asked.ok) return refuseBounded(asked.problems);
  const { ports } = container;
  const { client } = request.identity;
  const tenant = await tenantOf(request, container);
  const { requests, isCut } = await inquire(asked.value, { tenant, ...(client ? { client } : {}) }, ports);
  const told = requests.map(({ request: one, content }) => ({
    request: one,
    echoing: openContent(content),
    reference: pendReference(one, ports.digest),
  }));
  const server = pasServer(request, container);
  const write = server.version === '2.0.1' ? writeInquiryBundle : writeInquiryParameters;
  const reply = fittingReply(write(told, { isCut, at: request.receivedAt }, server), container);
  const patients = told.flatMap(({ echoing }) => patientsIn(echoing));
  const { npis, insurers } = asked.value.parties;
  const exchange = { type: 'query', requesters: npis, insurers, questionnaires: [] } as const;
  return { ...reply, patients: [...new Set(patients)], exchange };
};
