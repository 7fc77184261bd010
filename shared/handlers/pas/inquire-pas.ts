import { TooLarge } from '../../app/ports/too-large.ts';
import { pendReference } from '../../app/utilization-review/certification-number.ts';
import { inquire } from '../../app/utilization-review/inquire.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { readPasInquiry } from '../../fhir/pas/read/read-pas-inquiry.ts';
import {
  entriesToldIn,
  writeInquiryBundle,
  writeInquiryParameters,
} from '../../fhir/pas/write/write-inquiry-response.ts';
import { tenantOf } from '../caller.ts';
import type { Container } from '../container.ts';
import type { Handler, Reply } from '../handler.ts';
import { refuseBounded } from '../reply.ts';
import { fittingReply, openContent, pasServer, patientsIn } from './pas-server.ts';
import { readPasMessage } from './read-pas.ts';

type Written = ReturnType<typeof writeInquiryBundle> | ReturnType<typeof writeInquiryParameters>;

/** As many of some requests as an answer holds, half of them at a time: that there are more is said. @throws TooLarge for one alone */
const fitting = (count: number, write: (told: number) => Written, container: Container): Reply => {
  const body = write(count);
  try {
    if (count > 1 && entriesToldIn(body) > BOUNDS.requestEntries) throw new TooLarge('Too many resources.');
    return fittingReply(body, container);
  } catch (error) {
    if (!(error instanceof TooLarge) || count <= 1) throw error;
    return fitting(Math.ceil(count / 2), write, container);
  }
};

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
  const at = request.receivedAt;
  const cutAt = (count: number) => write(told.slice(0, count), { isCut: isCut || count < told.length, at }, server);
  const reply = fitting(told.length, cutAt, container);
  const patients = told.flatMap(({ echoing }) => patientsIn(echoing));
  const { npis, insurers } = asked.value.parties;
  const exchange = { type: 'query', requesters: npis, insurers, questionnaires: [] } as const;
  return { ...reply, patients: [...new Set(patients)], exchange };
};
