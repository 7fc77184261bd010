import type { PostalAddress, RequestContent, RequestParty } from '../../core/submission/request-content.ts';

export type Field = readonly [label: string, value: string | undefined];
export interface SheetSection {
  readonly title: string;
  readonly fields: readonly Field[];
}

const nameOf = ({ name }: RequestParty): string | undefined => {
  if (!name) return undefined;
  if ('organization' in name) return name.organization;
  return [name.given, name.family].filter(Boolean).join(' ') || undefined;
};

const placeOf = ({ lines, city, state, postalCode }: PostalAddress): string =>
  [...lines, [city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')].join(', ');

const addressOf = (address: PostalAddress | undefined): string | undefined => address && placeOf(address);

const party = (title: string, given: RequestParty | undefined): readonly SheetSection[] =>
  given
    ? [
        {
          title,
          fields: [
            ['Name', nameOf(given)],
            ['NPI', given.npi],
            ['Tax number (TIN)', given.tin],
            ['Phone', given.phone],
            ['Fax', given.fax],
            ['Address', addressOf(given.address)],
          ],
        },
      ]
    : [];

const RELATION: Readonly<Record<string, string>> = {
  spouse: 'Spouse',
  child: 'Child',
  other: 'Other',
  parent: 'Parent',
};

/** The request in the order in which portals and forms ask: member, who asks, who performs, where, what, why. */
export const sheetSections = (content: RequestContent): readonly SheetSection[] => {
  const { member, payer, ordering, rendering, group, site, requester, items, isExpedited, trace, earlierNumber } =
    content;
  const { subscriber } = member;
  return [
    {
      title: 'Member',
      fields: [
        ['Health plan', payer.name],
        ['Member number', member.memberId],
        ['Group number', member.group],
        ['Last name', member.family],
        ['First name', member.given],
        ['Date of birth', member.birthDate],
        ['Sex', member.sex],
        ['Address', addressOf(member.address)],
        ['Relationship to subscriber', member.relationship && (RELATION[member.relationship] ?? member.relationship)],
        ['Subscriber', subscriber && [subscriber.given, subscriber.family].filter(Boolean).join(' ')],
      ],
    },
    ...party('Requesting practice', requester),
    ...party('Ordering provider', ordering),
    ...party('Rendering provider', rendering),
    ...party('Billing group', group),
    ...party('Site of service', site),
    ...items.map((item, index) => ({
      title: items.length > 1 ? `Service ${index + 1}` : 'Service',
      fields: [
        ['Procedure code', [item.code, ...item.modifiers].filter(Boolean).join('-')],
        ['Units', String(item.units)],
        ['First day', item.days.start],
        ['Last day', item.days.end],
        ['Place of service', item.placeOfService],
        ['Diagnoses (ICD-10-CM)', item.diagnoses.join(', ')],
      ] satisfies Field[],
    })),
    {
      title: 'Request',
      fields: [
        ['Expedited', isExpedited ? 'Yes: a clinician states that waiting could do harm' : 'No'],
        ['Our trace number (no authorization)', trace.value],
        ['Earlier authorization number', earlierNumber],
      ],
    },
  ];
};
