import { TooLarge } from '../../app/ports/too-large.ts';
import { pendReference } from '../../app/utilization-review/certification-number.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { namedServer } from '../../fhir/pas/server-names.ts';
import { type Echoing, openOnFile } from '../../fhir/pas/write/echo-entries.ts';
import { type PasServer, writeReviewResponse } from '../../fhir/pas/write/write-review-response.ts';
import { follow } from '../../fhir/read/message/references.ts';
import { PAS_BASES } from '../../http/routes/pas.ts';
import { TOO_LONG, textOf } from '../answer-text.ts';
import type { Container } from '../container.ts';
import type { Reply, Request } from '../handler.ts';
import { answer } from '../reply.ts';

/** Client that calls; where access is open, nobody. */
export const agentOf = ({ identity }: Pick<Request, 'identity'>): string => identity.client ?? 'open';

/** The version of the guide the address stands for, and how answers in it are named. */
export const pasServer = ({ route }: Pick<Request, 'route'>, { config, ports }: Container): PasServer => {
  const version = route.path.startsWith(PAS_BASES['2.0.1']) ? '2.0.1' : '2.2.1';
  return namedServer(version, `${config.PUBLIC_URL}${PAS_BASES[version]}`, ports.digest);
};

/** A body in its bounds as it is sent. @throws TooLarge */
export const fittingReply = (body: unknown, container: Container): Reply => {
  const text = textOf(body, container);
  if (Buffer.byteLength(text) > BOUNDS.reviewAnswerBytes) throw new TooLarge(TOO_LONG);
  return { ...answer(body), text };
};

/** A stored message, opened to be answered. */
export const openContent = (content: string): Echoing => openOnFile(JSON.parse(content));

/** The patient as the audit trail names it: by id where the resource has one, as when the request came. */
export const patientsIn = ({ message, claim }: Echoing): readonly string[] => {
  const { patient } = claim.resource;
  const id = follow(message, patient, claim, 'Patient')?.resource.id;
  const reference = id === undefined ? patient.reference : `Patient/${id}`;
  return reference === undefined ? [] : [reference];
};

/** The answer to a request as it stands. @throws TooLarge */
export const answerReview = (
  request: ReviewRequest,
  echoing: Echoing,
  server: PasServer,
  container: Container,
): Reply => {
  const body = writeReviewResponse(request, echoing, server, pendReference(request, container.ports.digest));
  return { ...fittingReply(body, container), about: `Prior authorization request ${request.id}` };
};
