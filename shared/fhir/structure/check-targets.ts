import { type Flaw, isJsonObject } from './flaw.ts';
import { isResourceName } from './resource-names.ts';

/** `Patient/1`, or the same behind a server's base URL, with or without a version. */
const REST_REFERENCE = /(^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

const typeReferredTo = (reference: unknown): string | undefined => {
  const [, before, type] = (typeof reference === 'string' && REST_REFERENCE.exec(reference)) || [];
  if (type === undefined || isResourceName(type)) return type;
  // An unknown name behind a base URL may be part of some other URL; alone it must be a resource type.
  return before === '' ? type : undefined;
};

/** The target type a Reference names must be one the element allows. Never resolves the reference. */
export const checkTargets = (value: unknown, targets: ReadonlySet<string>): Flaw | undefined => {
  if (!isJsonObject(value)) return undefined;
  const says = `must refer to ${[...targets].join(' or ')}`;
  const named = typeReferredTo(value.reference);
  if (named !== undefined && !targets.has(named)) return { code: 'value', says, below: '.reference' };
  const { type } = value;
  const known = typeof type === 'string' && isResourceName(type);
  return known && !targets.has(type) ? { code: 'value', says, below: '.type' } : undefined;
};
