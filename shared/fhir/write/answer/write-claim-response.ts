import type { Claim, ClaimResponse, ClaimResponseInsurance, ClaimResponseItem, Reference } from 'fhir/r4';
import { CLAIM_TYPE } from '../../../codes/systems.ts';
import type { Assessment } from '../../../core/model/assessment.ts';
import type { Canonicals } from '../../canonical.ts';
import { type Echo, echoOf } from '../../echo.ts';
import { isLocal, outwardReference } from '../../outward-reference.ts';
import { periodOf } from '../period.ts';
import { determinationContext, matchedApproval } from './determination-context.ts';
import { type Detail, explainedLines } from './explained.ts';
import { insurerOf } from './insurer.ts';
import { processNotes } from './process-notes.ts';
import { writeAdjudication } from './write-adjudication.ts';
import { writeDetermination, writeOverall } from './write-determination.ts';

const PRE_CHECK = 'Pre-check only; nothing was filed with a payer.';

const claimOf = ({ request }: Echo): Claim | undefined => (request?.resourceType === 'Claim' ? request : undefined);

const requestOf = (claim: Claim | undefined, { requestReference }: Echo): { request?: Reference } => {
  if (requestReference && !isLocal({ reference: requestReference }))
    return { request: { reference: requestReference } };
  if (claim?.id) return { request: { reference: `Claim/${claim.id}` } };
  const [identifier] = claim?.identifier ?? [];
  return identifier ? { request: { type: 'Claim', identifier } } : {};
};

const typeOf = (claim: Claim | undefined, { inquiry }: Assessment): ClaimResponse['type'] =>
  claim?.type ?? { coding: [{ system: CLAIM_TYPE, code: inquiry.lines[0]?.claimType ?? 'professional' }] };

/** The coverages of the claim in its own order; one answer is given, under the focal coverage. */
const insuranceOf = ({ coverages }: Echo, { inquiry, answer }: Assessment): ClaimResponseInsurance[] => {
  const answered = answer.coverages[0]?.verdict.coverage?.reference;
  const focal = inquiry.coverages.findIndex(({ reference }) => reference === answered);
  return coverages.map(({ reference }, index) => ({
    sequence: index + 1,
    focal: index === focal,
    coverage: outwardReference(reference, 'Coverage'),
  }));
};

/** The answer to `Claim/$check`: what a payer would likely object to, as a predetermination. */
export const writeClaimResponse = (
  assessment: Assessment,
  canonicals: Canonicals,
  detail: Detail = 'full',
): ClaimResponse => {
  const { answer } = assessment;
  const echo = echoOf(assessment);
  const claim = claimOf(echo);
  const [coverage] = answer.coverages;
  const determinations = coverage?.determinations ?? [];
  const { notes, numbersOf } = processNotes(determinations);
  const explained = explainedLines(determinations, detail);
  const insurance = insuranceOf(echo, assessment);
  const approval = matchedApproval(assessment);
  const preAuthPeriod = approval && periodOf(approval.start, approval.end);
  const item = !coverage
    ? []
    : determinations.map((determination, index): ClaimResponseItem => {
        const context = determinationContext(assessment, echo, coverage, index);
        const noteNumber = numbersOf(determination);
        return {
          extension: [writeDetermination(determination, context, canonicals, explained[index])],
          itemSequence: echo.lines[index]?.sequence ?? determination.line,
          ...(noteNumber.length ? { noteNumber } : {}),
          adjudication: writeAdjudication(determination, coverage.verdict),
        };
      });
  return {
    resourceType: 'ClaimResponse',
    id: assessment.id,
    extension: [writeOverall(answer.advice, answer.warnings, canonicals)],
    status: 'active',
    type: typeOf(claim, assessment),
    use: 'predetermination',
    patient: outwardReference(echo.patient, 'Patient'),
    created: assessment.created,
    insurer: insurerOf(echo),
    ...requestOf(claim, echo),
    outcome: 'complete',
    // The decisive fact first: whoever reads one sentence should have read that one.
    disposition: `${answer.disposition} ${PRE_CHECK}`.trim(),
    ...(approval?.number ? { preAuthRef: approval.number } : {}),
    ...(preAuthPeriod ? { preAuthPeriod } : {}),
    ...(item.length ? { item } : {}),
    ...(notes.length ? { processNote: [...notes] } : {}),
    ...(insurance.length ? { insurance } : {}),
  };
};
