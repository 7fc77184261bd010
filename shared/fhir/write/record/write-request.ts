import type { Parameters, ParametersParameter } from 'fhir/r4';
import type { ItemResponse, PayerNeed } from '../../../core/submission/payer-response.ts';
import type { KeptExchange, RequestFinding, Submission } from '../../../core/submission/submission.ts';

const text = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueString: value }] : [];
const code = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueCode: value }] : [];
const instant = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueInstant: value }] : [];
const day = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueDate: value }] : [];

const findingOf = ({ id, says, fix }: RequestFinding): ParametersParameter => ({
  name: 'finding',
  part: [...code('id', id), ...text('says', says), ...text('fix', fix)],
});

const needOf = ({ kind, says, loinc, due }: PayerNeed): ParametersParameter => ({
  name: 'need',
  part: [...code('kind', kind), ...text('says', says), ...code('loinc', loinc), ...day('due', due)],
});

/** What the payer says of an item, in its own numbers and words. */
const itemOf = (item: ItemResponse): ParametersParameter => ({
  name: 'item',
  part: [
    ...(item.sequence === undefined ? [] : [{ name: 'sequence', valuePositiveInt: item.sequence }]),
    ...code('action', item.action),
    ...text('number', item.number),
    ...text('caseNumber', item.caseNumber),
    ...day('start', item.window?.start),
    ...day('end', item.window?.end),
    ...code('code', item.code),
    ...(item.units === undefined ? [] : [{ name: 'units', valueDecimal: item.units }]),
    ...item.reasons.flatMap((reason) => text('reason', [reason.code, reason.says].filter(Boolean).join(' '))),
  ],
});

/** The texts of one exchange, where they were asked for. */
interface Sides {
  readonly name: string;
  readonly sent?: string | undefined;
  readonly received?: string | undefined;
}

const exchangeOf = (
  { name, what, messageId, at, outcome }: KeptExchange,
  sides: Sides | undefined,
): ParametersParameter => ({
  name: 'exchange',
  part: [
    ...text('name', name),
    ...code('what', what),
    ...text('messageId', messageId),
    ...instant('at', at),
    ...code('outcome', outcome),
    ...(sides?.name === name ? [...text('sent', sides.sent), ...text('received', sides.received)] : []),
  ],
});

const itemsOf = ({ standing }: Submission): readonly ItemResponse[] => {
  if (standing.state === 'pended') return standing.items;
  return standing.state === 'decided' && standing.outcome.is === 'answered' ? standing.outcome.items : [];
};

/** A request to a payer and everything that happened to it. */
const requestPart = (submission: Submission, sides?: Sides): ParametersParameter => {
  const { id, version, payer, codes, channel, trace, standing, findings, exchanges, history, updatedAt } = submission;
  const missing = standing.state === 'draft' ? standing.missing : [];
  const rejections = standing.state === 'failed' ? standing.rejections : [];
  return {
    name: 'request',
    part: [
      ...text('id', id),
      { name: 'version', valueUnsignedInt: version },
      ...code('state', standing.state),
      ...code('payer', payer),
      ...codes.flatMap((one) => code('code', one)),
      ...code('channel', channel.kind),
      ...text('says', channel.says),
      ...text('why', channel.why),
      ...text('contact', 'contact' in channel ? channel.contact : undefined),
      ...text('trace', trace.value),
      ...text('reference', 'reference' in standing ? standing.reference : undefined),
      ...instant('updated', updatedAt),
      ...[...missing, ...findings].map(findingOf),
      ...rejections.map(({ code: rejection, says }) => ({
        name: 'rejection',
        part: [...text('code', rejection), ...text('says', says)],
      })),
      ...text('nextStep', standing.state === 'failed' ? standing.nextStep : undefined),
      ...(standing.state === 'pended' ? standing.needs.map(needOf) : []),
      ...itemsOf(submission).map(itemOf),
      ...exchanges.map((one) => exchangeOf(one, sides)),
      ...history.flatMap(({ at, says }) => text('history', `${at} ${says}`)),
    ],
  };
};

/** A request in a list of many orders': with the order it is of. */
export const writeListedRequest = (submission: Submission): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'order', valueReference: { reference: `ServiceRequest/${submission.orderId}` } },
    ...text('source', submission.source),
    requestPart(submission),
  ],
});

/** Requests of one order; of one alone the version is the resource's, for `If-Match`. */
export const writeRequests = (submissions: readonly Submission[], sides?: Sides): Parameters => {
  const [only, another] = submissions;
  return {
    resourceType: 'Parameters',
    ...(only && !another ? { meta: { versionId: String(only.version), lastUpdated: only.updatedAt } } : {}),
    parameter: submissions.map((one) => requestPart(one, sides)),
  };
};
