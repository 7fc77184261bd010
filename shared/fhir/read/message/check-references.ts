import type { Reference } from 'fhir/r4';
import type { Problem } from '../../../core/model/result.ts';
import { isJsonObject, type JsonObject } from '../../structure/flaw.ts';
import { type FieldShape, typeShape } from '../../structure/type-shape.ts';
import type { Entry } from './entry.ts';
import type { Message } from './message.ts';
import { lookUp } from './references.ts';

/** The references of a message, each resolved once. */
interface CheckedReferences {
  readonly problems: readonly Problem[];
  /** The entries something in the message refers to. */
  readonly used: ReadonlySet<Entry>;
}

interface Walk {
  readonly message: Message;
  readonly from: Entry;
  readonly problems: Problem[];
  readonly used: Set<Entry>;
}

const FLAWS = {
  dangling: { code: 'not-found', says: 'The reference points to nothing in the message.' },
  ambiguous: { code: 'multiple-matches', says: 'The reference fits more than one resource of the message.' },
} as const;

const checkReference = (given: Reference, { targets }: FieldShape, at: string, walk: Walk) => {
  const expression = `${at}.${given.reference === undefined ? 'identifier' : 'reference'}`;
  const found = lookUp(walk.message, given, walk.from);
  if (found.is === 'outside') return;
  if (found.is !== 'found') walk.problems.push({ ...FLAWS[found.is], expression });
  else if (targets && !targets.has(found.entry.resource.resourceType))
    walk.problems.push({ code: 'value', says: `Must refer to ${[...targets].join(' or ')}.`, expression });
  else walk.used.add(found.entry);
};

const walkField = (field: FieldShape, value: unknown, at: string, walk: Walk): void => {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walkField(field, item, `${at}[${index}]`, walk);
  } else if (isJsonObject(value) && field.type !== 'Resource') {
    if (field.type === 'Reference') checkReference(value, field, at, walk);
    walkObject(field.type, value, at, walk);
  }
};

const walkObject = (type: string, value: JsonObject, at: string, walk: Walk): void => {
  const shape = typeShape(type);
  if (!shape) return;
  for (const [property, given] of Object.entries(value)) {
    const field = shape.fields.get(property);
    if (field && !field.primitive) walkField(field, given, `${at}.${field.element.name}`, walk);
  }
};

/** Resolves every reference of the message: dangling, ambiguous and wrongly typed ones are problems. */
export const checkReferences = (message: Message): CheckedReferences => {
  const problems: Problem[] = [];
  const used = new Set<Entry>();
  for (const from of message.entries) {
    const { resource, path } = from;
    walkObject(resource.resourceType, { ...resource }, path, { message, from, problems, used });
  }
  return { problems, used };
};
