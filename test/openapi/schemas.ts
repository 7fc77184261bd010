import r4 from '../../shared/fhir/structure/r4.json' with { type: 'json' };
import { typeShape } from '../../shared/fhir/structure/type-shape.ts';

export type Schema = Readonly<Record<string, unknown>>;

const refer = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const PATTERNS: Readonly<Record<string, string>> = {
  id: '^[A-Za-z0-9\\-.]{1,64}$',
  date: '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$',
  code: '^[^\\s]+(\\s[^\\s]+)*$',
  oid: '^urn:oid:[0-9.]+$',
  uuid: '^urn:uuid:[0-9a-f-]{36}$',
};
const FORMATS: Readonly<Record<string, string>> = { instant: 'date-time' };

const primitive = (name: string): Schema => {
  if (name === 'boolean') return { type: 'boolean' };
  if (name === 'decimal') return { type: 'number' };
  if (name === 'integer') return { type: 'integer' };
  if (name === 'unsignedInt') return { type: 'integer', minimum: 0 };
  if (name === 'positiveInt') return { type: 'integer', minimum: 1 };
  const pattern = PATTERNS[name];
  const format = FORMATS[name];
  return { type: 'string', ...(pattern ? { pattern } : {}), ...(format ? { format } : {}) };
};

const PRIMITIVES = new Set(r4.primitives.split(' '));
/** In the table these stand for any resource or any element. */
const ANY: Readonly<Record<string, Schema>> = {
  Resource: { type: 'object', required: ['resourceType'], properties: { resourceType: { type: 'string' } } },
  DomainResource: { type: 'object', required: ['resourceType'], properties: { resourceType: { type: 'string' } } },
  xhtml: { type: 'string' },
};

/** A type of the R4 structure the service checks messages against, and the types its fields have. */
const schemaOf = (name: string): { readonly schema: Schema; readonly uses: readonly string[] } => {
  const open = ANY[name];
  const shape = typeShape(name);
  if (open || !shape) return { schema: open ?? {}, uses: [] };
  const uses = new Set<string>();
  const properties = Object.fromEntries(
    [...shape.fields].map(([property, { element, type }]) => {
      const isPrimitive = PRIMITIVES.has(type);
      const one = isPrimitive ? primitive(type) : refer(type);
      if (!isPrimitive) uses.add(type);
      return [property, element.many ? { type: 'array', items: one } : one];
    }),
  );
  const required = shape.required.filter(({ choice }) => !choice).map(({ name: element }) => element);
  return {
    schema: {
      type: 'object',
      ...(shape.isResource || required.length
        ? { required: [...(shape.isResource ? ['resourceType'] : []), ...required] }
        : {}),
      properties: { ...(shape.isResource ? { resourceType: { const: name } } : {}), ...properties },
      // `_status` and the like carry extensions of a primitive.
      patternProperties: { '^_': {} },
      additionalProperties: false,
    },
    uses: [...uses],
  };
};

/** Schemas of these types and of all they use, by name; extensions and contained resources are not looked into. */
export const schemasOf = (roots: readonly string[]): Readonly<Record<string, Schema>> => {
  const found = new Map<string, Schema>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    const { schema, uses } = schemaOf(name);
    found.set(name, schema);
    for (const one of uses) visit(one);
  };
  for (const root of roots) visit(root);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
};
