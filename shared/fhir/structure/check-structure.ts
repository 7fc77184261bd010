import { BOUNDS } from '../../core/model/bounds.ts';
import { isObject } from '../../core/model/is-object.ts';
import type { Problem } from '../../core/model/result.ts';
import { checkCoded } from './check-coded.ts';
import { checkPrimitive } from './check-primitive.ts';
import { checkRule } from './check-rules.ts';
import { checkTargets } from './check-targets.ts';
import { checkUnknown, modifierFlaw } from './check-unknown.ts';
import { type JsonObject, structureFlaw, valueKind } from './flaw.ts';
import { type ProblemList, problemList } from './problem-list.ts';
import { isResourceName } from './resource-names.ts';
import { type ElementShape, type FieldShape, type TypeShape, typeShape } from './type-shape.ts';

interface StructureOptions {
  /** `ignore` accepts unknown elements, as hooks, events and PAS do; modifiers are still refused. */
  readonly unknownElements?: 'refuse' | 'ignore';
  /** Whether the reader of this message understands a modifier extension where it stands (FHIRPath). */
  readonly understands?: (url: unknown, at: string) => boolean;
}

interface Walk {
  readonly problems: ProblemList;
  readonly ignoreUnknown: boolean;
  readonly understands: NonNullable<StructureOptions['understands']>;
}

/** Position of the walk: FHIRPath of the value and how many objects enclose it. */
interface Place {
  readonly at: string;
  readonly depth: number;
  readonly walk: Walk;
}

/** Nesting limit, the resource itself being level one; deeper content is refused unread. */
const MAX_DEPTH = 30;

const EMPTY_LIST = structureFlaw('is an empty list: leave it out instead');
const notA = (expected: string, found: unknown) => structureFlaw(`must be ${expected}, found ${valueKind(found)}`);
const itemOf = ({ at, depth, walk }: Place, index: number): Place => ({ at: `${at}[${index}]`, depth, walk });

const checkItem = (field: FieldShape, item: unknown, place: Place) => {
  const { element, type, targets } = field;
  const { at, walk } = place;
  if (type === 'Resource') {
    checkResource(item, place, element.name === 'contained');
    return;
  }
  if (!field.primitive) checkObject(type, item, place);
  const flaw =
    (field.primitive && checkPrimitive(type, item)) ||
    (element.codes && checkCoded(type, item, element.codes)) ||
    (targets && checkTargets(item, targets));
  if (flaw) walk.problems.add(flaw, at);
};

/** `null` in a list of primitives is a placeholder for an extension at the same index of `_name`. */
const checkList = (field: FieldShape, given: unknown, beside: unknown, place: Place) => {
  const { problems } = place.walk;
  if (!Array.isArray(given)) problems.add(notA('a list', given), place.at);
  else if (!given.length) problems.add(EMPTY_LIST, place.at);
  else
    for (const [index, item] of given.entries()) {
      const holdsPlace = item === null && field.primitive && Array.isArray(beside) && isObject(beside[index]);
      if (!holdsPlace) checkItem(field, item, itemOf(place, index));
    }
};

/** A list of modifier extensions of which the reader knows every one. */
const isUnderstood = ({ element }: FieldShape, given: unknown, { at, walk }: Place): boolean =>
  element.name === 'modifierExtension' &&
  Array.isArray(given) &&
  given.length > 0 &&
  given.every((one) => isObject(one) && walk.understands(one.url, at));

const checkField = (field: FieldShape, given: unknown, beside: unknown, place: Place) => {
  const { problems } = place.walk;
  const modifier = isUnderstood(field, given, place) ? undefined : modifierFlaw(field.element.name);
  if (modifier) problems.add(modifier, place.at);
  else if (field.element.many) {
    const isLong = field.element.name === 'coding' && Array.isArray(given) && given.length > BOUNDS.codings;
    if (isLong) problems.add({ code: 'too-long', says: `may have at most ${BOUNDS.codings} entries` }, place.at);
    else checkList(field, given, beside, place);
  } else if (Array.isArray(given)) problems.add(notA('a single value', given), place.at);
  else checkItem(field, given, place);
};

const checkExtensionList = (given: readonly unknown[], values: unknown, place: Place) => {
  const { problems } = place.walk;
  if (!given.length) problems.add(EMPTY_LIST, place.at);
  if (Array.isArray(values) && values.length !== given.length)
    problems.add(structureFlaw('must have as many values as extensions, null where there is none'), place.at);
  for (const [index, item] of given.entries()) {
    const hasValue = Array.isArray(values) && values[index] !== undefined;
    if (item !== null) checkObject('Element', item, itemOf(place, index));
    else if (!hasValue) problems.add(structureFlaw('has neither a value nor an extension'), itemOf(place, index).at);
  }
};

/** `_name`: id and extensions of a primitive, as one object or as a list beside the list of values. */
const checkBeside = ({ element }: FieldShape, given: unknown, values: unknown, place: Place) => {
  const { problems } = place.walk;
  const modifier = modifierFlaw(element.name);
  if (modifier) problems.add(modifier, place.at);
  else if (!element.many) checkObject('Element', given, place);
  else if (Array.isArray(given)) checkExtensionList(given, values, place);
  else problems.add(notA('a list', given), place.at);
};

/** Returns the field the property belongs to, if the type has it. */
const checkProperty = (property: string, shape: TypeShape, owner: JsonObject, { at, depth, walk }: Place) => {
  const given = owner[property];
  const field = shape.fields.get(property);
  if (field) {
    const beside = field.primitive && field.element.many ? owner[`_${property}`] : undefined;
    checkField(field, given, beside, { at: `${at}.${field.element.name}`, depth: depth + 1, walk });
    return field;
  }
  const name = property.slice(1);
  const valued = property.startsWith('_') ? shape.fields.get(name) : undefined;
  if (valued?.primitive) {
    checkBeside(valued, given, owner[name], { at: `${at}.${valued.element.name}`, depth: depth + 1, walk });
    return valued;
  }
  const flaw = checkUnknown(property, shape, walk.ignoreUnknown);
  if (flaw) walk.problems.add(flaw, at);
  return undefined;
};

const checkProperties = (shape: TypeShape, value: JsonObject, properties: readonly string[], place: Place) => {
  const { at, walk } = place;
  const chosen = new Map<ElementShape, FieldShape>();
  for (const property of properties) {
    if (value[property] === undefined || (shape.isResource && property === 'resourceType')) continue;
    const field = checkProperty(property, shape, value, place);
    if (!field?.element.choice) continue;
    if ((chosen.get(field.element) ?? field) !== field)
      walk.problems.add(structureFlaw('may have only one type'), `${at}.${field.element.name}`);
    chosen.set(field.element, field);
  }
  for (const element of shape.required)
    if (!element.properties.some((property) => value[property] !== undefined))
      walk.problems.add({ code: 'required', says: `is required in ${shape.name}` }, `${at}.${element.name}`);
};

const checkObject = (type: string, value: unknown, place: Place): void => {
  const { problems } = place.walk;
  const shape = typeShape(type);
  if (!shape) return;
  if (!isObject(value)) problems.add(notA(`an object (${type})`, value), place.at);
  else if (place.depth >= MAX_DEPTH) problems.add(structureFlaw(`is nested deeper than ${MAX_DEPTH} levels`), place.at);
  else {
    const properties = Object.keys(value);
    if (properties.length) checkProperties(shape, value, properties, place);
    else problems.add(structureFlaw('is an empty object: leave it out instead'), place.at);
    const flaw = checkRule(type, value);
    if (flaw) problems.add(flaw, place.at);
  }
};

const resourceFlaw = (value: unknown) => {
  if (!isObject(value)) return notA('a resource', value);
  const { resourceType } = value;
  if (resourceType === undefined) return { code: 'required', says: 'needs a resourceType' } as const;
  if (typeof resourceType === 'string' && isResourceName(resourceType)) return undefined;
  return structureFlaw('has a resourceType that is not a resource of FHIR R4');
};

const checkResource = (value: unknown, { at, depth, walk }: Place, contained: boolean): void => {
  const flaw = resourceFlaw(value);
  if (flaw) walk.problems.add(flaw, at || 'Resource');
  if (flaw || !isObject(value)) return;
  const type = String(value.resourceType);
  if (contained && value.contained !== undefined)
    walk.problems.add({ code: 'invariant', says: 'may not stand in a contained resource (dom-2)' }, `${at}.contained`);
  checkObject(type, value, { at: at || type, depth, walk });
};

/**
 * Checks any JSON value against FHIR R4 (4.0.1): elements, types, cardinality, required codes, choices, reference
 * types, dates, the invariants of check-rules and dom-2. Returns all problems (the first hundred), none quoting a
 * value; an empty list means valid. Resource types outside the table are skipped; profiles are not checked.
 */
export const checkStructure = (resource: unknown, options: StructureOptions = {}): readonly Problem[] => {
  const problems = problemList();
  const { unknownElements, understands = () => false } = options;
  const walk = { problems, ignoreUnknown: unknownElements === 'ignore', understands };
  checkResource(resource, { at: '', depth: 0, walk }, false);
  return problems.all();
};
