import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Operation } from './operation.ts';
import { input, maybeTold as maybe, toldParts as several, told } from './operation-parameters.ts';

type Parameter = OperationDefinitionParameter;

const period = (): Parameter =>
  input(
    'period',
    '1..1',
    'Local days of receipt: a year, a month, a day, or two values with ge and le; a year at most.',
    {
      type: 'string',
      searchType: 'date',
    },
  );

/** Elements of PASMetricData, and a few of ours. */
const dataParameters = (): Parameter[] => [
  period(),
  told('source', 'Coding', 'Who tells it: the payer.'),
  maybe('providerId', 'Identifier', 'NPI of the requesting provider.'),
  maybe('groupId', 'Identifier', 'NPI of its organization; of an organization alone, the same.'),
  maybe('payerId', 'Identifier', 'The insurer as the request names it.'),
  several('exchange', 'One call and its answer.', [
    told('type', 'code', 'initial, subsequent (the same again), update, cancel, query or initialDocToPayer.'),
    told('with', 'code', 'provider.'),
    told('method', 'code', 'restful.'),
    told('requestTime', 'instant', 'When it was received.'),
    told('responseTime', 'instant', 'When it was answered.'),
    told('httpResponse', 'code', 'Status of HTTP.'),
  ]),
  several('issue', 'Issue of a refusal.', [told('code', 'code', 'Its code.')]),
  several('aaaCodes', 'Why it was not taken up.', [told('aaaCode', 'code', 'X12 901.')]),
  maybe('request', 'id', 'The request it was about.'),
  maybe('expedited', 'boolean', 'A clinician states that waiting could do harm.'),
  maybe('extended', 'boolean', 'The time to decide was extended.'),
  maybe('test', 'boolean', 'Its answers are tests.'),
  several('itemDetail', 'One service, as it stands now.', [
    told('item', 'CodeableConcept', 'The service.'),
    maybe('initialSubmissionTime', 'instant', 'When it was first asked for.'),
    maybe('finalResponseTime', 'instant', 'When it was decided.'),
    maybe('responsesRequired', 'integer', 'Answers it was told of.'),
    maybe(
      'result',
      'code',
      'approved, modified, denied, pended or cancelled; none where no authorization is required.',
    ),
    maybe('denialReason', 'code', 'X12 886.'),
    told('reviewAction', 'code', 'X12 306.'),
    told('humanReviewed', 'boolean', 'A person decided it.'),
  ]),
  maybe('supportingDoc', 'url', 'Questionnaire whose answers came with it.'),
  several('requestedDoc', 'A document the answer asked for.', [
    told('docRequest', 'CodeableConcept', 'LOINC.'),
    told('timeRequested', 'instant', 'When.'),
    maybe('timeSubmitted', 'instant', 'When it came.'),
    maybe('submissionMethod', 'code', 'CDex.'),
  ]),
];

const count = (name: string, documentation: string): Parameter => told(name, 'unsignedInt', documentation);

const figures = (): Parameter[] => [
  count('received', 'Requests received in the period.'),
  count('decided', 'Approved, in part or denied.'),
  count('approved', 'Every service certified, or not in need of it.'),
  count('part', 'Modified, or certified for some services or units.'),
  count('denied', 'Every service refused.'),
  count('notRequired', 'No service required an authorization; not among those decided.'),
  count('withdrawn', 'Every service cancelled.'),
  count('open', 'Not decided yet.'),
  count('extended', 'Decided after the time to decide was extended.'),
  count('extendedApproved', 'Of these, approved.'),
  count('appealed', 'Decided, and appealed.'),
  count('appealedApproved', 'Of these, approved since.'),
  count('timed', 'Decided requests whose time is known.'),
  maybe('approvedShare', 'decimal', 'Percent of those decided.'),
  maybe('deniedShare', 'decimal', 'Percent of those decided.'),
  maybe('extendedApprovedShare', 'decimal', 'Extended and approved, in percent of those decided.'),
  maybe('appealedApprovedShare', 'decimal', 'Approved after an appeal, in percent of those decided.'),
  maybe('meanHours', 'decimal', 'From receipt to the first decision on the last service.'),
  maybe('medianHours', 'decimal', 'The same, median.'),
];

const reportParameters = (): Parameter[] => [
  period(),
  { ...told('period', 'Period', 'Local days, both included.') },
  told('asOf', 'instant', 'When it was counted.'),
  told('trial', 'boolean', 'The payer has not declared its authority: all of it are tests.'),
  count('testsLeftOut', 'Requests answered as tests, which are not counted.'),
  several('standard', 'Standard requests.', figures()),
  several('expedited', 'Expedited requests.', figures()),
  several('all', 'Both.', figures()),
  told('notCounted', 'string', 'What these figures leave out.'),
];

/** What a payer's measures are made of. */
export const metricOperations = (): readonly Operation[] => [
  {
    id: 'pas-metric-data',
    code: 'pas-metric-data',
    level: 'system',
    affectsState: false,
    title: 'Exchanges of a payer, for measures',
    description:
      'Each call about prior authorization received in a period, the oldest first, as PASMetricData of Da Vinci PAS names its elements. A searchset of Parameters, one an exchange; nothing in it is about a patient.',
    parameters: dataParameters(),
  },
  {
    id: 'pas-metric-report',
    code: 'pas-metric-report',
    level: 'system',
    affectsState: false,
    title: 'Figures of a payer, for its public measures',
    description:
      'Requests received in a period as they stand now, standard and expedited apart: how many were approved, denied, extended, and how long it took (42 CFR 422.122(c) and its siblings).',
    parameters: reportParameters(),
  },
];
