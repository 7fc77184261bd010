import { CPT, HCPCS, PLACE_OF_SERVICE } from '../../../shared/codes/systems.ts';

/** Parameters common to slots and decisions. */
export interface ServiceParts {
  readonly code?: readonly string[];
  readonly place?: string;
  readonly facility?: string;
  readonly performer?: string;
  readonly units?: string;
}

type Parameter = Readonly<Record<string, unknown>> & { readonly name: string };

/** One parameter, or none where there is no value. */
export const parameter = (name: string, type: string, value: unknown): readonly Parameter[] =>
  value === undefined ? [] : [{ name, [type]: value }];

const reference = (given: string | undefined) => (given === undefined ? undefined : { reference: given });

export const serviceParameters = ({
  code = [],
  place,
  facility,
  performer,
  units,
}: ServiceParts): readonly Parameter[] => [
  ...code.flatMap((one) => parameter('code', 'valueCoding', { system: /^\d/.test(one) ? CPT : HCPCS, code: one })),
  ...parameter('placeOfService', 'valueCoding', place && { system: PLACE_OF_SERVICE, code: place }),
  ...parameter('facility', 'valueReference', reference(facility)),
  ...parameter('performer', 'valueReference', reference(performer)),
  ...parameter('units', 'valuePositiveInt', units === undefined ? undefined : Number(units)),
];

export const parametersOf = (parts: readonly Parameter[]): string =>
  JSON.stringify({ resourceType: 'Parameters', parameter: parts });

/** Path of an operation on an order. */
export const operationOn = (order: string, operation: string, source: string | undefined): string => {
  const query = source === undefined ? '' : `?source=${encodeURIComponent(source)}`;
  return `/r4/ServiceRequest/${encodeURIComponent(order)}/$${operation}${query}`;
};
