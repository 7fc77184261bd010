import * as z from 'zod/mini';
import { operations } from '../../shared/fhir/definitions/operations.ts';
import type { Route } from '../../shared/http/routes/route.ts';
import { packFile } from '../../shared/rule-files/packs/read-pack.ts';
import { CANONICALS } from './canonicals.ts';
import type { Schema } from './schemas.ts';

type Parameter = NonNullable<ReturnType<typeof operations>[number]['parameter']>[number];

const refer = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const capitalized = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const FHIR = 'application/fhir+json';
const JSON_TYPE = 'application/json';

/** FHIR types a message may come as where the definition says "any resource". */
const MESSAGE: Readonly<Record<string, readonly string[]>> = {
  assess: ['Bundle', 'Parameters', 'ServiceRequest'],
  'eligibility-submit': ['Bundle', 'Parameters', 'CoverageEligibilityRequest'],
  'claim-check': ['Bundle', 'Parameters', 'Claim'],
  answer: ['QuestionnaireResponse', 'Bundle'],
  'pas-submit': ['Bundle', 'Parameters'],
  'pas-inquire': ['Bundle', 'Parameters'],
  'subscription-create': ['Subscription'],
  'submit-attachment': ['Parameters'],
  'subscription-update': ['Subscription'],
  worklist: ['Bundle'],
};

/** What an endpoint answers where no OperationDefinition says so. */
const ANSWERS: Readonly<Record<string, string>> = {
  'task-read': 'Task',
  'task-search': 'Bundle',
  'response-read': 'CoverageEligibilityResponse',
  'response-search': 'Bundle',
  'definition-search': 'Bundle',
  'pas-submit': 'Bundle',
  'submit-attachment': 'OperationOutcome',
  'subscription-create': 'Subscription',
  'subscription-read': 'Subscription',
  'subscription-update': 'Subscription',
  'subscription-status': 'Bundle',
  'subscription-events': 'Bundle',
  'audit-search': 'Bundle',
  'provenance-search': 'Bundle',
  worklist: 'Bundle',
  'worklist-days': 'Bundle',
  'review-queue': 'Bundle',
  'pas-metric-data': 'Bundle',
  exchanges: 'Bundle',
};

const definitions = new Map(operations(CANONICALS).map((one) => [one.id ?? '', one]));
const definitionOf = ({ capability }: Route) =>
  capability && 'definition' in capability ? definitions.get(capability.definition) : undefined;

/** One parameter as JSON, by its name; a group has parts. */
const parameterSchema = ({ name, type, part, documentation, max }: Parameter): Schema => {
  const about = `${documentation ?? ''}${max === '*' ? ' May be repeated.' : ''}`.trim();
  // A resource stands in a place of its own.
  const value = type === 'Bundle' ? 'resource' : `value${capitalized(type ?? '')}`;
  return {
    type: 'object',
    ...(about ? { description: about } : {}),
    required: ['name', part ? 'part' : value],
    properties: part
      ? { name: { const: name }, part: { type: 'array', items: { anyOf: part.map(parameterSchema) } } }
      : { name: { const: name }, [value]: { $ref: `#/components/schemas/Parameters.parameter/properties/${value}` } },
  };
};

const parametersSchema = (parameters: readonly Parameter[]): Schema => ({
  type: 'object',
  required: ['resourceType', 'parameter'],
  properties: {
    resourceType: { const: 'Parameters' },
    parameter: { type: 'array', items: { anyOf: parameters.map(parameterSchema) } },
  },
});

const oneOrMore = (names: readonly string[]): Schema => {
  const [only = '', ...more] = names;
  return more.length ? { anyOf: names.map(refer) } : refer(only);
};

const inputOf = (route: Route): Schema | undefined => {
  const message = MESSAGE[route.handler];
  if (message) return oneOrMore(message);
  const inputs = definitionOf(route)?.parameter?.filter(({ use }) => use === 'in') ?? [];
  return inputs.length ? parametersSchema(inputs) : undefined;
};

const outputOf = (route: Route): Schema => {
  if (route.handler === 'pas-inquire') return refer(route.path.startsWith('/stu2') ? 'Bundle' : 'Parameters');
  const named = ANSWERS[route.handler];
  if (named) return refer(named);
  const outputs = definitionOf(route)?.parameter?.filter(({ use }) => use === 'out') ?? [];
  const [only] = outputs;
  if (only?.name === 'return' && only.type) return refer(only.type);
  return outputs.length ? parametersSchema(outputs) : { type: 'object' };
};

const PLAIN_BODIES: Readonly<Record<string, Schema>> = {
  'pack-upload': z.toJSONSchema(packFile, { io: 'input' }) as Schema,
  'pack-activate': { type: 'object', properties: { from: { type: 'string', format: 'date' } } },
  invoke: { type: 'object', required: ['hook', 'hookInstance', 'context'] },
  feedback: { type: 'object', required: ['feedback'] },
};

/** The body an endpoint takes, by media type; undefined where it takes none. */
export const requestContent = (route: Route): Readonly<Record<string, { readonly schema: Schema }>> | undefined => {
  if (route.method === 'GET') return undefined;
  if (route.form || route.path.endsWith('/_search'))
    return { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } };
  if (route.dialect === 'plain') {
    const schema = PLAIN_BODIES[route.handler];
    return schema && { [JSON_TYPE]: { schema } };
  }
  const schema = inputOf(route) ?? { type: 'object' };
  return { [FHIR]: { schema }, ...(route.csv ? { 'text/csv': { schema: { type: 'string' } } } : {}) };
};

export const responseContent = (route: Route): Readonly<Record<string, { readonly schema: Schema }>> => {
  if (route.handler === 'llms') return { 'text/plain': { schema: { type: 'string' } } };
  if (route.handler === 'request-sheet') return { 'text/html': { schema: { type: 'string' } } };
  if (route.handler === 'page') return { 'text/markdown': { schema: { type: 'string' } } };
  if (route.dialect === 'plain') return { [JSON_TYPE]: { schema: { type: 'object' } } };
  const schema = outputOf(route);
  return { [FHIR]: { schema }, ...(route.csv ? { 'text/csv': { schema: { type: 'string' } } } : {}) };
};
