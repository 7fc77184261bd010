import { type CodeList, codeList } from './code-list.ts';
import r4 from './r4.json' with { type: 'json' };

/** One element of a type: `status`, `item`, or a choice such as `serviced[x]`. */
export interface ElementShape {
  /** FHIRPath name: a choice has no type in it (`serviced`). */
  readonly name: string;
  /** As the specification writes it: `serviced[x]`. */
  readonly label: string;
  readonly required: boolean;
  readonly many: boolean;
  readonly choice: boolean;
  readonly codes?: CodeList;
  /** JSON properties any of which makes the element present, including `_status`. */
  readonly properties: readonly string[];
}

/** One JSON property that may carry the element: `servicedDate`. */
export interface FieldShape {
  readonly element: ElementShape;
  readonly type: string;
  readonly primitive: boolean;
  /** Resource types a Reference may name; absent = any. */
  readonly targets?: ReadonlySet<string>;
}

export interface TypeShape {
  readonly name: string;
  readonly isResource: boolean;
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly required: readonly ElementShape[];
  readonly choices: readonly ElementShape[];
}

const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = r4.types;
const PRIMITIVES: ReadonlySet<string> = new Set(r4.primitives.split(' '));

const capitalized = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const DATA_TYPE_SUFFIXES: ReadonlySet<string> = new Set(
  [...PRIMITIVES, ...Object.keys(TYPES)].filter((name) => !name.includes('.')).map(capitalized),
);

/** `1..1 code from fm-status`, `0..* Reference(Patient|Group)`, `0..1 date|Period`: see the compiler. */
const LINE = /^([01])\.\.([1*]) (\S+?)(?: from (\S+))?$/;
const BETWEEN_TYPES = /\|(?![^(]*\))/;
const TYPE = /^([^(]+)(?:\((.+)\))?$/;

const fieldsOf = (label: string, line: string): readonly [string, FieldShape][] => {
  const [, min, max, types = '', valueSet] = LINE.exec(line) ?? [];
  const choice = label.endsWith('[x]');
  const name = choice ? label.slice(0, -'[x]'.length) : label;
  const options = types.split(BETWEEN_TYPES).map((option) => {
    const [, type = '', targets] = TYPE.exec(option) ?? [];
    const property = choice ? name + capitalized(type) : name;
    const primitive = PRIMITIVES.has(type);
    return { property, type, primitive, ...(targets ? { targets: new Set(targets.split('|')) } : {}) };
  });
  const element: ElementShape = {
    name,
    label,
    required: min === '1',
    many: max === '*',
    choice,
    properties: options.flatMap(({ property, primitive }) => (primitive ? [property, `_${property}`] : [property])),
    ...(valueSet ? { codes: codeList(valueSet) } : {}),
  };
  return options.map(({ property, ...field }) => [property, { element, ...field }]);
};

const compile = (name: string, { extends: base, ...own }: Readonly<Record<string, string>>): TypeShape => {
  const inherited = base === undefined ? undefined : typeShape(base);
  const fields = new Map([
    ...(inherited?.fields ?? []),
    ...Object.entries(own).flatMap(([label, line]) => fieldsOf(label, line)),
  ]);
  const elements = [...new Set([...fields.values()].map(({ element }) => element))];
  return {
    name,
    isResource: name === 'Resource' || (inherited?.isResource ?? false),
    fields,
    required: elements.filter(({ required }) => required),
    choices: elements.filter(({ choice }) => choice),
  };
};

const shapes = new Map<string, TypeShape>();

/** A type of the table (`Claim`, `Claim.item`, `Period`), parsed on first use; undefined when not in the table. */
export const typeShape = (name: string): TypeShape | undefined => {
  const known = shapes.get(name);
  if (known) return known;
  const lines = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (!lines) return undefined;
  const shape = compile(name, lines);
  shapes.set(name, shape);
  return shape;
};

/** The choice an unknown property attempts without a type, or with one the element does not allow. */
export const illegalChoice = ({ choices }: TypeShape, property: string): ElementShape | undefined =>
  choices.find(({ name }) => {
    if (!property.startsWith(name)) return false;
    const suffix = property.slice(name.length);
    return suffix === '' || DATA_TYPE_SUFFIXES.has(suffix);
  });
