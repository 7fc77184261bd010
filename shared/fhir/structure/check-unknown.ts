import { type Flaw, structureFlaw } from './flaw.ts';
import { illegalChoice, type TypeShape } from './type-shape.ts';

/** Elements that change the meaning of the element they are in. We support none, so each is refused. */
const MODIFIERS: ReadonlyMap<string, Flaw> = new Map([
  [
    'modifierExtension',
    { code: 'not-supported', says: 'is an unknown modifier extension: it may change the meaning of this element' },
  ],
  ['implicitRules', { code: 'not-supported', says: 'is not supported: it may change the meaning of the resource' }],
]);

export const modifierFlaw = (name: string): Flaw | undefined => MODIFIERS.get(name);

/** A property name safe to quote in an expression; anything else might contain patient data. */
const PROPERTY_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const MAX_LISTED = 6;

const choiceFlaw = (properties: readonly string[]): string => {
  const names = properties.filter((property) => !property.startsWith('_'));
  return names.length > MAX_LISTED
    ? 'must have one of its types in its name'
    : `must be written as ${names.join(' or ')}`;
};

/**
 * What is wrong with a property the type does not have. Modifiers and misused choices are always wrong, the rest only
 * where unknown elements are refused. A property whose name cannot be quoted is reported on the object that has it.
 */
export const checkUnknown = (property: string, shape: TypeShape, ignoreUnknown: boolean): Flaw | undefined => {
  const modifier = modifierFlaw(property);
  if (modifier) return { ...modifier, below: `.${property}` };
  const choice = illegalChoice(shape, property.replace(/^_/, ''));
  if (choice) return { ...structureFlaw(choiceFlaw(choice.properties)), below: `.${choice.name}` };
  if (ignoreUnknown) return undefined;
  if (!PROPERTY_NAME.test(property)) return structureFlaw(`has an element no ${shape.name} has, nor any other type`);
  return { ...structureFlaw(`is not an element of ${shape.name}`), below: `.${property}` };
};
