import type { Claim } from 'fhir/r4';
import type { Problem } from '../../../core/model/result.ts';
import type { Entry } from '../../read/message/entry.ts';
import type { Message } from '../../read/message/message.ts';
import { follow } from '../../read/message/references.ts';

const doubled = (name: string, list: readonly { readonly sequence: number }[], path: string): readonly Problem[] => {
  const seen = new Set<number>();
  return list.flatMap(({ sequence }, index): readonly Problem[] => {
    const again = seen.has(sequence);
    seen.add(sequence);
    const expression = `${path}.${name}[${index}].sequence`;
    return again ? [{ code: 'duplicate', says: 'This sequence stands here twice.', expression }] : [];
  });
};

/** Each is the resource of one type in the Bundle. */
const PARTIES = {
  patient: ['Patient'],
  insurer: ['Organization'],
  provider: ['Organization', 'PractitionerRole', 'Practitioner'],
} as const;

/**
 * What a Claim of the guide cannot be without, or may not be; what R4 itself asks for was checked before. Elements the guide
 * wants and a reader can do without are not asked for.
 */
export const claimProblems = (message: Message, claim: Entry<Claim>, withItems: boolean): readonly Problem[] => {
  const { resource, path } = claim;
  const at = (code: Problem['code'], says: string, name: string): Problem => ({
    code,
    says,
    expression: `${path}.${name}`,
  });
  const named = (name: keyof typeof PARTIES) =>
    resource[name] && follow(message, resource[name], claim, ...PARTIES[name]);
  return [
    ...(resource.use === 'preauthorization' ? [] : [at('value', 'The use must be preauthorization.', 'use')]),
    ...(resource.status === 'active'
      ? []
      : [at('value', 'The status must be active; a cancellation is an update of certification type 3.', 'status')]),
    ...(resource.identifier?.some(({ value }) => value)
      ? []
      : [at('required', 'The Claim has an identifier, its trace number.', 'identifier')]),
    ...(['patient', 'insurer', 'provider'] as const).flatMap((name) =>
      named(name) ? [] : [at('required', `Must refer to ${PARTIES[name].join(' or ')} in the Bundle.`, name)],
    ),
    ...(withItems && !resource.item?.length ? [at('required', 'The Claim has at least one item.', 'item')] : []),
    ...doubled('item', resource.item ?? [], path),
    ...doubled('supportingInfo', resource.supportingInfo ?? [], path),
    ...doubled('careTeam', resource.careTeam ?? [], path),
    ...doubled('diagnosis', resource.diagnosis ?? [], path),
  ];
};
