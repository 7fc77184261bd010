import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PasAsked } from '../../shared/fhir/pas/request/pas-asked.ts';
import { writeInquiryRequest, writeRequestBundle } from '../../shared/fhir/pas/request/write-request-bundle.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { openProfiles, RELEASES } from '../support/pas-profiles.ts';
import { ATTACHMENTS, NAMING, pasAsked, requestContent, requestItem } from '../support/request-content.ts';
import { validateR4 } from '../support/validators.ts';

const OF_TYPE: Readonly<Record<string, string>> = {
  Coverage: 'profile-coverage',
  Practitioner: 'profile-practitioner',
  PractitionerRole: 'profile-practitionerrole',
};

const dependent = () =>
  requestContent({
    member: {
      ...requestContent().member,
      relationship: 'child',
      subscriber: { family: 'Zzyzx', given: 'Elder', birthDate: '1935-01-01' },
      group: 'G-77',
    },
    isExpedited: true,
    earlierNumber: 'OLD-1',
  });
const later = () =>
  requestContent({
    items: [requestItem(1, { units: 2 }), requestItem(3, { code: '93015', modifiers: ['26'] })],
  });
const before = () => requestContent({ items: [requestItem(1), requestItem(2, { code: '93350' })], documents: [] });

const MESSAGES: Readonly<Record<string, Partial<PasAsked>>> = {
  'a request': {},
  'a request for a dependent, expedited': { content: dependent() },
  'an update with changed, added and cancelled items': {
    what: 'update',
    content: later(),
    previous: before(),
    messageId: 'MSG-2',
    previousMessageId: 'MSG-1',
  },
  'an update where the message before is not known': { what: 'update', messageId: 'MSG-2' },
  'a cancellation': { what: 'cancel', messageId: 'MSG-3', previousMessageId: 'MSG-2' },
};

for (const { version, file } of RELEASES) {
  const isThere = existsSync(file);
  if (!isThere) console.warn(`Skipped: the package of Da Vinci PAS ${version} is not beside this checkout.`);
  describe.skipIf(!isThere)(`requests hold against the profiles of PAS ${version}`, () => {
    let errorsOf: ReturnType<typeof openProfiles>;
    beforeAll(() => {
      errorsOf = openProfiles(file);
    });

    /** What the validator cannot count. */
    const countedOf = ({ resource }: Part): readonly string[] => {
      const urls = (one: Part) => (one.extension ?? []).map(({ url }: Part) => url.split('/').at(-1));
      const wrong = (all: Part[] = [], wanted: string) =>
        all.filter((one) => urls(one).filter((url: string) => url === wanted).length !== 1).map(() => wanted);
      const documents = resource.supportingInfo?.filter(({ valueReference }: Part) => valueReference);
      const x12 = resource.relationship?.coding.filter(({ system }: Part) => /1069$/.test(system)) ?? [{}];
      return [
        ...wrong(resource.careTeam, 'extension-careTeamClaimScope'),
        ...wrong(documents, 'extension-documentInformation'),
        ...(x12.length === 1 ? [] : ['relationship']),
      ];
    };

    const problemsOf = (bundle: Part, name: string): readonly string[] => [
      ...validateR4(bundle),
      ...errorsOf(bundle, name),
      ...bundle.entry.flatMap(countedOf),
      ...bundle.entry.flatMap(({ resource }: Part) => {
        const named = resource.meta?.profile?.[0]?.split('/').at(-1) ?? OF_TYPE[resource.resourceType];
        return named ? errorsOf(resource, named) : [];
      }),
    ];

    test.each(Object.keys(MESSAGES))('%s', (name) => {
      const bundle = writeRequestBundle(pasAsked({ version, ...MESSAGES[name] }), NAMING, ATTACHMENTS);
      expect(problemsOf(bundle, 'profile-pas-request-bundle')).toEqual([]);
    });

    test('an inquiry', () => {
      const bundle = writeInquiryRequest(pasAsked({ version, what: 'inquire', messageId: 'MSG-9' }), NAMING);
      expect(problemsOf(bundle, 'profile-pas-inquiry-request-bundle')).toEqual([]);
    });

    test.each<[string, (claim: Part) => unknown]>([
      ['insurer', (claim) => delete claim.insurer],
      ['category of an item', (claim) => delete claim.item[0].category],
    ])('a request without the %s fails', (_name, spoil) => {
      const bundle: Part = structuredClone(writeRequestBundle(pasAsked({ version }), NAMING, ATTACHMENTS));
      spoil(bundle.entry[0].resource);
      expect(problemsOf(bundle, 'profile-pas-request-bundle')).not.toEqual([]);
    });
  });
}
