import type { ClaimItem } from 'fhir/r4';
import type { InquiryItem, RequestInquiry } from '../../../core/authorization/inquiry-match.ts';
import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import { pasExtensions, stringIn } from '../extensions.ts';
import { DATA_ABSENT } from '../names.ts';
import { partiesOf, requesterNpis } from './parties.ts';
import { identifiersIn, readSubmittedItems } from './read-items.ts';
import { openClaim } from './read-request.ts';

const dateIn = (item: ClaimItem, name: string): InquiryItem['issued'] => {
  const { valueDate, valuePeriod } = pasExtensions(item, name)[0] ?? {};
  const start = valueDate ?? valuePeriod?.start;
  const end = valueDate ?? valuePeriod?.end;
  return start === undefined && end === undefined
    ? undefined
    : { start: (start ?? '0000-01-01').slice(0, 10), end: (end ?? '9999-12-31').slice(0, 10) };
};

/** "Not applicable" in place of a service means any. */
const codesOf = ({ productOrService: { coding = [] } }: ClaimItem): readonly string[] =>
  coding.flatMap(({ system, code }) => (code && system !== DATA_ABSENT ? [code] : []));

const readAskedItem = (item: ClaimItem): Omit<InquiryItem, 'days'> => {
  const number = stringIn(item, 'extension-authorizationNumber');
  const reference = stringIn(item, 'extension-administrationReferenceNumber');
  const issued = dateIn(item, 'extension-itemCertificationIssueDate');
  return {
    codes: codesOf(item),
    traceNumbers: identifiersIn(pasExtensions(item, 'extension-itemTraceNumber').map((one) => one.valueIdentifier)),
    numbers: number ? [number] : [],
    references: reference ? [reference] : [],
    actions: pasExtensions(item, 'extension-reviewActionCode').flatMap(({ valueCodeableConcept: concept }) =>
      (concept?.coding ?? []).flatMap(({ code }) => code ?? []),
    ),
    ...(issued ? { issued } : {}),
  };
};

/** Reads an inquiry by example; its own identifier names itself and is not asked for. */
export const readPasInquiry = (value: unknown): Result<RequestInquiry> => {
  const opened = openClaim(value, { mostClaims: 1, withItems: false });
  if (!opened.ok) return opened;
  const { message, claim } = opened.value;
  const parties = { ...partiesOf(message, claim), npis: requesterNpis(message, claim) };
  const at = (says: string, name: string): Problem => ({ code: 'required', says, expression: `${claim.path}.${name}` });
  const problems = [
    ...(parties.memberIds.length ? [] : [at('An inquiry names the member number.', 'patient')]),
    ...(parties.npis.length ? [] : [at('An inquiry names the NPI of who orders or renders.', 'provider')]),
  ];
  if (problems.length) return refused(...problems);
  const days = readSubmittedItems(claim.resource).map((one) => one.days);
  const items = (claim.resource.item ?? []).map((item, index): InquiryItem => {
    const asked = days[index];
    return { ...readAskedItem(item), ...(asked ? { days: asked } : {}) };
  });
  return ok({ parties, items });
};
