import type { CoverageEligibilityResponse, CoverageEligibilityResponseInsurance } from 'fhir/r4';
import type { Assessment, CoverageAnswer } from '../../../core/model/assessment.ts';
import type { Canonicals } from '../../canonical.ts';
import { type Echo, echoOf } from '../../echo.ts';
import { outwardReference } from '../../outward-reference.ts';
import { periodOf } from '../period.ts';
import { answeredRequest } from './contained-request.ts';
import { determinationContext, matchedApproval, sharesOf } from './determination-context.ts';
import { type Detail, explainedLines } from './explained.ts';
import { insurerOf } from './insurer.ts';
import { writeOverall } from './write-determination.ts';
import { writeEligibilityItem } from './write-eligibility-item.ts';

/** Answers come focal first, the echo in message order. */
const coverageReference = ({ verdict }: CoverageAnswer, { inquiry }: Assessment, echo: Echo) => {
  const index = inquiry.coverages.findIndex(({ reference }) => reference === verdict.coverage?.reference);
  const received = echo.coverages[index]?.reference;
  return received
    ? outwardReference(received, 'Coverage')
    : { type: 'Coverage', display: 'No coverage in the message' };
};

const writeInsurance = (
  assessment: Assessment,
  echo: Echo,
  coverage: CoverageAnswer,
  canonicals: Canonicals,
  detail: Detail,
): CoverageEligibilityResponseInsurance => {
  const { verdict, determinations } = coverage;
  const benefitPeriod = periodOf(verdict.start, verdict.end);
  const explained = explainedLines(determinations, detail);
  const shares = sharesOf(coverage);
  const item = determinations.map((one, index) => {
    const share = shares[index];
    const context = { ...determinationContext(assessment, echo, coverage, index), ...(share ? { share } : {}) };
    return writeEligibilityItem(one, echo.lines[index], context, canonicals, explained[index]);
  });
  return {
    coverage: coverageReference(coverage, assessment, echo),
    ...(verdict.inForce === 'unknown' ? {} : { inforce: verdict.inForce === 'yes' }),
    ...(benefitPeriod ? { benefitPeriod } : {}),
    ...(item.length ? { item } : {}),
  };
};

/** Validation only (is the coverage in force): no authorization code, and the sentence says just that. */
const overall = ({ answer, inquiry }: Assessment) => {
  const [focal] = answer.coverages;
  const asksServices = inquiry.lines.length > 0;
  return {
    advice: asksServices || answer.advice === 'no-active-coverage' ? answer.advice : undefined,
    disposition: (asksServices ? answer.disposition : focal?.verdict.says)?.trim(),
    warnings: asksServices ? answer.warnings : [...answer.warnings, ...(focal?.verdict.warnings ?? [])],
  };
};

/** The answer to an order or an eligibility request, one `insurance` per coverage, focal first. */
export const writeEligibilityResponse = (
  assessment: Assessment,
  canonicals: Canonicals,
  detail: Detail = 'full',
): CoverageEligibilityResponse => {
  const { answer } = assessment;
  const echo = echoOf(assessment);
  const { reference, contained, request } = answeredRequest(assessment, echo);
  const { advice, disposition, warnings } = overall(assessment);
  const approved = matchedApproval(assessment);
  const insurance = answer.coverages.map((one) => writeInsurance(assessment, echo, one, canonicals, detail));
  const { servicedPeriod, servicedDate } = request;
  return {
    resourceType: 'CoverageEligibilityResponse',
    id: assessment.id,
    ...(contained ? { contained: [contained] } : {}),
    ...(advice || warnings.length ? { extension: [writeOverall(advice, warnings, canonicals)] } : {}),
    status: 'active',
    purpose: request.purpose,
    patient: outwardReference(echo.patient, 'Patient'),
    ...(servicedPeriod ? { servicedPeriod } : { servicedDate: servicedDate ?? answer.serviceDate }),
    created: assessment.created,
    request: reference,
    outcome: 'complete',
    ...(disposition ? { disposition } : {}),
    insurer: insurerOf(echo),
    ...(insurance.length ? { insurance } : {}),
    ...(approved?.number ? { preAuthRef: approved.number } : {}),
  };
};
