import type { OperationDefinition } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { bookableParameters } from './bookable-operation.ts';
import { channelMapParameters } from './channel-map-operation.ts';
import { coverageMapParameters } from './coverage-map-operation.ts';
import { followUpParameters } from './follow-up-operation.ts';
import { metricOperations } from './metric-operations.ts';
import type { Operation } from './operation.ts';
import { input, output } from './operation-parameters.ts';
import { ownHeader } from './own-header.ts';
import { recordDecisionParameters } from './record-decision-operation.ts';
import { requestOperations } from './request-operations.ts';
import { reviewActOperations } from './review-act-operations.ts';
import { reviewDeskOperations } from './review-desk-operations.ts';
import { reviewParameters } from './review-operation.ts';
import { worklistParameters } from './worklist-operation.ts';

const MESSAGE =
  'The resources of the message, one each; or send them as a Bundle of type collection instead of Parameters.';

const operationsOf = (canonicals: Canonicals): readonly Operation[] => [
  {
    id: 'assess',
    code: 'assess',
    resource: 'ServiceRequest',
    level: 'type',
    affectsState: true,
    title: 'Assess an order',
    description:
      'Says whether a cardiac stress test is covered and needs authorization. The record of the order is created or updated.',
    parameters: [
      input('resource', '1..*', `Order, Patient, Coverage and evidence. ${MESSAGE}`, { type: 'Any' }),
      output('CoverageEligibilityResponse', 'The answer; contains the request it answers.'),
    ],
  },
  {
    id: 'eligibility-submit',
    code: 'submit',
    resource: 'CoverageEligibilityRequest',
    level: 'type',
    affectsState: true,
    title: 'Submit an eligibility request',
    description:
      'Answers a CoverageEligibilityRequest sent alone, first in a Bundle, or as Parameters. Purpose validation without items answers inforce only.',
    parameters: [
      input('resource', '1..*', `The request, and what it refers to. ${MESSAGE}`, { type: 'Any' }),
      output('CoverageEligibilityResponse', 'The answer, one item for each item asked, in order.'),
    ],
  },
  {
    id: 'claim-check',
    code: 'check',
    resource: 'Claim',
    level: 'type',
    affectsState: false,
    title: 'Check a claim before it is filed',
    description: 'Says what a payer would likely object to. Nothing is filed with a payer and nothing is stored.',
    parameters: [
      input('resource', '1..*', `The claim, and what it refers to. ${MESSAGE}`, { type: 'Any' }),
      output('ClaimResponse', 'A predetermination that says it is a pre-check.'),
    ],
  },
  {
    id: 'answer',
    code: 'answer',
    resource: 'ServiceRequest',
    level: 'instance',
    affectsState: true,
    title: 'Answer the questions of an order',
    description:
      'Takes answers to the clinical questionnaire for an order on file and decides anew. The record of the order is updated; the same answers again change nothing.',
    parameters: [
      input('resource', '1..1', 'A QuestionnaireResponse, or a Bundle of it and who it refers to.', { type: 'Any' }),
      input('source', '0..1', 'Which EHR, where several share an order id.', { type: 'string' }),
      output('CoverageEligibilityResponse', 'The answer to the order, with these answers.'),
    ],
  },
  {
    id: 'ask-eligibility',
    code: 'ask-eligibility',
    resource: 'ServiceRequest',
    level: 'instance',
    affectsState: true,
    title: 'Ask the payer whether the coverage is in force',
    description:
      'Asks the payer of an order on file, for the day of its visit or of the order, and answers the order by what it says; its visits are checked again. Once in five minutes for an order: within them the answer on file is returned.',
    parameters: [
      input('source', '0..1', 'Which EHR, where several share an order id.', { type: 'string' }),
      output('CoverageEligibilityResponse', 'The answer to the order, by what the payer says.'),
    ],
  },
  {
    id: 'record-decision',
    code: 'record-decision',
    resource: 'ServiceRequest',
    level: 'instance',
    affectsState: true,
    title: 'Record what the payer decided',
    description:
      'Records what staff learned by portal, phone, fax, letter or 278. Never refused because it differs from the order: the difference is shown.',
    parameters: recordDecisionParameters(canonicals),
  },
  {
    id: 'follow-up',
    code: 'follow-up',
    resource: 'ServiceRequest',
    level: 'instance',
    affectsState: true,
    title: 'Keep what the desk does about an order',
    description:
      'Keeps on the record of the order who has it, when to look again, whom it waits on, notes and calls. No answer depends on it, and the same again changes nothing.',
    parameters: followUpParameters(canonicals),
  },
  ...requestOperations(),
  {
    id: 'bookable',
    code: 'bookable',
    resource: 'ServiceRequest',
    level: 'instance',
    affectsState: false,
    title: 'May this slot be booked?',
    description:
      'Compares a slot with the authorization on file, the coverage and the rules of the payer: yes, no, not-yet or cannot-tell, with every reason.',
    parameters: bookableParameters(canonicals),
  },
  {
    id: 'authorization-status',
    code: 'authorization-status',
    resource: 'ServiceRequest',
    level: 'instance',
    affectsState: false,
    title: 'Status of the authorization of an order',
    description: 'The authorization record of one order.',
    parameters: [
      input('source', '0..1', 'Which EHR, where several share an order id.', { type: 'string' }),
      output('Task', 'The authorization record of the order.'),
    ],
  },
  {
    id: 'review',
    code: 'review',
    resource: 'Claim',
    level: 'instance',
    affectsState: true,
    title: 'Record what a reviewer decided',
    description:
      'Records the act of a licensed reviewer on a prior authorization request. There is no other way to an outcome against a request; the agent that submitted it, and who orders or renders, may not.',
    parameters: reviewParameters(),
  },
  ...reviewActOperations(),
  ...reviewDeskOperations(canonicals),
  ...metricOperations(),
  {
    id: 'worklist',
    code: 'worklist',
    level: 'system',
    affectsState: false,
    title: 'May these visits take place?',
    description:
      'Sends a whole list of visits through the gate of $bookable: a Bundle of Appointments or text/csv with a header line (order, start; appointment, source, end, code, place, facility, performer, units). Rows come back most urgent first, as a Bundle of Parameters or as text/csv.',
    parameters: worklistParameters(canonicals),
  },
  {
    id: 'coverage-map',
    code: 'coverage-map',
    level: 'system',
    affectsState: false,
    title: 'How far the rules reach',
    description:
      'For every payer and group of tests on a date: is there a rule, an old one, one that says ask the plan, or none, and how well is it founded.',
    parameters: coverageMapParameters(canonicals),
  },
  {
    id: 'channel-map',
    code: 'channel-map',
    level: 'system',
    affectsState: false,
    title: 'How payers are reached',
    description:
      'For every payer on a date: by which channels it takes requests, whose office must ask, where that stands and when it was last known to hold; your own rows first.',
    parameters: channelMapParameters(canonicals),
  },
];

export const operations = (canonicals: Canonicals): readonly OperationDefinition[] =>
  operationsOf(canonicals).map(({ id, code, resource, level, affectsState, title, description, parameters }) => ({
    resourceType: 'OperationDefinition',
    ...ownHeader('OperationDefinition', id, title, description, canonicals),
    kind: 'operation',
    affectsState,
    code,
    ...(resource ? { resource: [resource] } : {}),
    system: level === 'system',
    type: level === 'type',
    instance: level === 'instance',
    parameter: parameters,
  }));
