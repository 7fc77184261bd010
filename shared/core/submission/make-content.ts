import { compact } from '../model/compact.ts';
import type { Determination } from '../model/determination.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';
import type { RequestContent, RequestDocument, RequestParty } from './request-content.ts';
import { type MemberSource, memberOf } from './request-member.ts';

/** What a person adds to what is on file: numbers no message told, papers, a word to the reviewer. */
export interface GivenParts {
  readonly memberId?: string;
  readonly orderingNpi?: string;
  readonly renderingNpi?: string;
  readonly groupNpi?: string;
  readonly siteNpi?: string;
  readonly tin?: string;
  readonly note?: string;
  readonly isExpedited?: boolean;
  readonly documents?: readonly RequestDocument[];
}

/** Everything a request is made from. */
export interface ContentSource extends MemberSource {
  readonly trace: RequestContent['trace'];
  readonly payer: RequestContent['payer'];
  readonly line: ServiceFacts;
  readonly determination: Determination;
  readonly practice?: RequestParty | undefined;
  readonly earlierNumber?: string | undefined;
  readonly given: GivenParts;
}

/** Numbers of who performs are on the line as `npi|…` and `tax|…`, whatever became of the message. */
const numberIn = (keys: readonly string[] | undefined, kind: 'npi' | 'tax'): string | undefined =>
  keys?.find((key) => key.startsWith(`${kind}|`))?.slice(4);

const NPI = /^\d{10}$/;
const npiKey = (key: string | undefined): string | undefined => (key && NPI.test(key) ? key : undefined);

const some = (party: RequestParty): RequestParty | undefined => (Object.keys(party).length ? party : undefined);

const partiesOf = ({ parties, line, practice, given }: ContentSource) => {
  const { ordering, rendering, group, site } = parties ?? {};
  const orderingNpi = given.orderingNpi ?? ordering?.npi ?? numberIn(line.orderedBy, 'npi');
  const groupTin = given.tin ?? group?.tin ?? numberIn(line.performedBy, 'tax') ?? practice?.tin;
  return {
    ordering: { ...ordering, ...compact({ npi: orderingNpi }) },
    rendering: some({
      ...rendering,
      ...compact({ npi: given.renderingNpi ?? rendering?.npi ?? npiKey(line.performer) }),
    }),
    group: some({
      ...(group ?? (rendering || line.performer ? {} : practice)),
      ...compact({ npi: given.groupNpi ?? group?.npi ?? npiKey(line.providerGroup) ?? practice?.npi, tin: groupTin }),
    }),
    site: some({
      ...site,
      ...compact({
        npi: given.siteNpi ?? site?.npi ?? npiKey(line.facility),
        address: site?.address ?? group?.address ?? practice?.address,
      }),
    }),
    requester: practice ?? { ...ordering, ...compact({ npi: orderingNpi }) },
  };
};

/** Asked for and given go out; what is due and not given is named, so that nobody wonders what is still to come. */
const documentsOf = ({ determination, given }: ContentSource): readonly RequestDocument[] => {
  const attached = given.documents ?? [];
  const due = determination.documents.filter((name) => !attached.some((one) => one.name === name));
  return [...attached, ...due.map((name): RequestDocument => ({ name, state: 'missing' }))];
};

/** The request as it would be sent, from what is on file. What is missing is left out here and found by `missingIn`. */
export const makeContent = (source: ContentSource): RequestContent => {
  const { trace, payer, line, determination, given, earlierNumber } = source;
  const { codes, serviceDate, criteria } = determination;
  const [code = ''] = codes;
  return {
    trace,
    payer,
    member: memberOf(source, given.memberId),
    ...compact(partiesOf(source)),
    items: [
      {
        sequence: 1,
        trace: { ...trace, value: `${trace.value}-i1` },
        code: codes.length === 1 ? code : '',
        modifiers: determination.modifiers,
        units: determination.units ?? line.units ?? 1,
        days: { start: serviceDate, end: line.serviceEnd ?? serviceDate },
        ...compact({ placeOfService: line.placeOfService }),
        diagnoses: line.diagnoses,
      },
    ],
    isExpedited: given.isExpedited === true,
    // One reason is enough; that others do not hold is nobody's question.
    criteria: criteria.flatMap(({ says, result, level, evidence = [] }) =>
      result === 'met' ? [{ says, result, level, evidence }] : [],
    ),
    documents: documentsOf(source),
    ...compact({ note: given.note, earlierNumber }),
  };
};
