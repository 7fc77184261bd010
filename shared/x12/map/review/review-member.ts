import { isOtherPerson } from '../../../core/submission/other-person.ts';
import type { RequestMember } from '../../../core/submission/request-content.ts';
import { cleanValue } from '../../syntax/clean-value.ts';
import { OWN_DELIMITERS } from '../../syntax/delimiters.ts';
import { valueAt } from '../../syntax/x12-segment.ts';
import { named, taggedIn, type X12Level } from '../hierarchy.ts';
import { isDependent } from '../member-segments.ts';

interface ReadMember {
  readonly memberId?: string;
  /** The number is another one, and so is the person as far as the response says. */
  readonly isOther: boolean;
  /** Where the payer has the member otherwise than we. */
  readonly notes: readonly string[];
}

const letters = (text: string): string => cleanValue(text, OWN_DELIMITERS, 'basic').replace(/[^A-Z0-9]/g, '');
const differs = (theirs: string | undefined, ours: string | undefined): boolean =>
  Boolean(theirs && ours) && letters(theirs ?? '') !== letters(ours ?? '');

/** A payer may correct a member number; with another name or birth date as well, it answers about somebody else. */
export const memberIn = (levels: readonly X12Level[], member: RequestMember): ReadMember => {
  const subscriber = levels.find(({ code }) => code === '22');
  const dependent = levels.find(({ code }) => code === '23');
  const insured = subscriber && named(subscriber, 'IL');
  const memberId = insured?.[0] && valueAt(insured[0], 9);
  const own = isDependent(member) && dependent ? named(dependent, 'QC') : undefined;
  const person = own ?? insured ?? [];
  const [nm1] = person;
  const [dmg] = taggedIn(person, 'DMG');
  const family = nm1 && valueAt(nm1, 3);
  const given = nm1 && valueAt(nm1, 4);
  const birth = dmg && valueAt(dmg, 2);
  const otherNumber = differs(memberId, member.memberId);
  const otherFamily = differs(family, member.family);
  const otherBirth = differs(birth, member.birthDate?.replaceAll('-', ''));
  const isSamePerson = Boolean(family) && !otherFamily && !otherBirth;
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(birth ?? '') ?? [];
  const told = { ...(family ? { family } : {}), ...(given ? { given } : {}) };
  const isOther = isOtherPerson({ ...told, ...(year ? { birthDate: `${year}-${month}-${day}` } : {}) }, member);
  return {
    ...(memberId ? { memberId } : {}),
    isOther: isOther || (otherNumber && !isSamePerson) || (otherFamily && !memberId),
    notes: [
      ...(otherNumber ? [`The payer has member number ${memberId}.`] : []),
      ...(otherFamily ? [`The payer has the family name ${family}.`] : []),
      ...(differs(given, member.given) ? [`The payer has the given name ${given}.`] : []),
      ...(otherBirth ? ['The payer has another birth date.'] : []),
    ],
  };
};
