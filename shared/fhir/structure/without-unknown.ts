import { isObject } from '../../core/model/is-object.ts';
import { typeShape } from './type-shape.ts';

const kept = (type: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => kept(type, one));
  if (!isObject(value)) return value;
  const shape = typeShape(type === 'Resource' ? String(value.resourceType) : type);
  if (!shape) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, unknown])[] => {
      if (name === 'resourceType' && shape.isResource) return [[name, inner]];
      const field = shape.fields.get(name);
      if (field) return [[name, field.primitive ? inner : kept(field.type, inner)]];
      const beside = name.startsWith('_') ? shape.fields.get(name.slice(1)) : undefined;
      return beside?.primitive ? [[name, kept('Element', inner)]] : [];
    }),
  );
};

/**
 * A resource that `checkStructure` accepted, without elements its types do not have: what is ignored is not kept and not sent back.
 * Types outside the structure table stay as they are.
 */
export const withoutUnknown = (resource: unknown): unknown => kept('Resource', resource);
