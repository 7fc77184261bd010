import type { CoverageEligibilityResponse } from 'fhir/r4';
import type { PayerAsked, PayerGateway, PayerSaid } from '../../app/ports/payer-gateway.ts';
import { isForeignTestNumber } from '../../core/authorization/test-number.ts';
import type { Canonicals } from '../../fhir/canonical.ts';
import { readPayerBenefits } from '../../fhir/payer-benefits.ts';
import { readInsurance } from '../../fhir/read/insurance/other-insurance.ts';
import { isFhirResource } from '../../fhir/read/message/entry.ts';
import { checkStructure } from '../../fhir/structure/check-structure.ts';
import { isTestData } from '../../fhir/test-label.ts';
import { writePayerQuestion } from '../../fhir/write/answer/write-payer-question.ts';
import type { FhirServers } from '../outbound/fhir-servers.ts';
import { ServerFailure } from '../outbound/server-failure.ts';

/** A person waits for the answer; a later response is ignored, and roster and Coverage are used instead. */
const PAYER_MS = 2_500;

const silent = (why: string) => ({ is: 'silent', why }) as const;

const isResponse = (resource: unknown): resource is CoverageEligibilityResponse =>
  isFhirResource(resource) && resource.resourceType === 'CoverageEligibilityResponse';

/** The response itself, also if it comes inside a Bundle. */
const responseIn = (answer: unknown): CoverageEligibilityResponse | undefined => {
  if (!isFhirResource(answer) || checkStructure(answer, { unknownElements: 'ignore' }).length) return undefined;
  const all = answer.resourceType === 'Bundle' ? (answer.entry ?? []).map(({ resource }) => resource) : [answer];
  return all.find(isResponse);
};

/** Labeled as a test, itself or the Bundle it came in, or with a number that our own tests give. */
const isTest = (answer: unknown, { preAuthRef, ...response }: CoverageEligibilityResponse): boolean =>
  isTestData(response) ||
  (isFhirResource(answer) && isTestData(answer)) ||
  (preAuthRef !== undefined && isForeignTestNumber(preAuthRef, []));

const saidBy = (answer: unknown, on: string, takesTests: boolean): PayerSaid => {
  const response = responseIn(answer);
  if (!response) return silent('unreadable');
  if (!takesTests && isTest(answer, response)) return silent('test-answer');
  const { status, outcome, error = [], modifierExtension } = response;
  if (status !== 'active' || outcome === 'error' || error.length || modifierExtension) return silent('no-answer');
  const read = readInsurance(response);
  if (!read) return silent('undecided');
  const { own, others } = read;
  const { inforce = false, benefitPeriod: { start, end } = {} } = own;
  const benefits = readPayerBenefits(own);
  return {
    is: 'answered',
    confirmation: {
      inForce: inforce,
      on,
      ...(start ? { start } : {}),
      ...(end ? { end } : {}),
      ...(benefits.length ? { benefits } : {}),
      ...(others.length ? { others } : {}),
    },
  };
};

/** Where a certificate was in the way, who reads the answer is told. */
const afterFailure = ({ kind, says }: ServerFailure): PayerSaid =>
  says ? { ...silent(kind), rejections: [{ code: kind, followUp: 'stop', says }] } : silent(kind);

/** Queries payers' own FHIR servers with `CoverageEligibilityRequest/$submit`. */
export const makePayerGateway = ({
  servers,
  canonicals,
}: {
  readonly servers: FhirServers;
  readonly canonicals: Canonicals;
}): PayerGateway => ({
  ask: async ({ server, origins, takesTests = false, ...question }: PayerAsked) => {
    const input = { ...writePayerQuestion(question, canonicals) };
    const call = { server, origins, signal: AbortSignal.timeout(PAYER_MS) };
    try {
      const answer: unknown = await servers.call(call, (client) =>
        client.operation({ resourceType: input.resourceType, name: '$submit', input }),
      );
      return saidBy(answer, question.serviceDate, takesTests);
    } catch (error) {
      if (error instanceof ServerFailure) return afterFailure(error);
      throw error;
    }
  },
});
