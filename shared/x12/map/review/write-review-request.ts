import type { RequestContent, RequestParty } from '../../../core/submission/request-content.ts';
import { type WrittenSegment, writeX12, writtenDay, writtenTime } from '../../syntax/write-x12.ts';
import { dependentSegments, isDependent, subscriberSegments } from '../member-segments.ts';
import { partySegments } from '../party-segments.ts';
import { plainText } from '../plain-text.ts';
import { referenceText } from '../reference-text.ts';
import { eventSegments } from './event-segments.ts';
import type { ReviewToWrite } from './review-to-write.ts';
import { serviceSegments } from './service-segments.ts';

/** Releases of the review transaction and of the inquiry after one, GS08 and ST03. */
const REVIEW_VERSION = '005010X217';
const INQUIRY_VERSION = '005010X215';
/** BHT02. */
const PURPOSE = { review: '13', inquiry: '28' } as const;
/** More than anybody orders at once; a bound of the message. */
const MOST_ITEMS = 50;

type WrittenReview =
  | { readonly ok: true; readonly text: string }
  /** What a receiver would reject it for, in words. */
  | { readonly ok: false; readonly missing: readonly string[] };

const nameOf = ({ name }: RequestParty): string | undefined =>
  name && plainText('organization' in name ? name.organization : name.family, 60);

/** What no receiver takes a request without. */
const missingOf = ({ member, requester, items, payer }: RequestContent): readonly string[] => [
  ...(plainText(member.memberId, 80, 2) ? [] : ['the member number']),
  ...(plainText(member.family, 60) ? [] : ['the family name of the patient']),
  ...(requester.npi || requester.tin ? [] : ['an NPI or tax number of who asks']),
  ...(nameOf(requester) ? [] : ['the name of who asks']),
  ...(plainText(payer.name, 60) ? [] : ['the name of the payer']),
  ...(items.length ? [] : ['a service to ask for']),
  ...(items.length > MOST_ITEMS ? [`a request of at most ${MOST_ITEMS} services`] : []),
];

/** TRN03: a tax number after a 1, or a number of the user's own after a 9. */
const traceOwner = ({ content, submitterId }: ReviewToWrite): string => {
  const tin = content.requester.tin?.replace(/\D/g, '') ?? '';
  if (tin.length === 9) return `1${tin}`;
  return `9${submitterId
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-9)
    .padStart(9, '0')}`;
};

const level = (id: number, parent: number | undefined, code: string, hasChild: boolean): WrittenSegment => [
  'HL',
  String(id),
  parent === undefined ? undefined : String(parent),
  code,
  hasChild ? '1' : '0',
];

/** A request for review, its change or its withdrawal (278, 005010X217), or an inquiry after it (278, 005010X215). */
export const writeReviewRequest = (review: ReviewToWrite): WrittenReview => {
  const { what, content, messageId, at, receiver } = review;
  const missing = missingOf(content);
  if (missing.length) return { ok: false, missing };
  const { payer, requester, member } = content;
  const isInquiry = what === 'inquire';
  const items = isInquiry ? [] : content.items;
  const [known] = payer.identifiers;
  const hasDependent = isDependent(member);
  const event = hasDependent ? 5 : 4;
  const owner = traceOwner(review);
  const segments: readonly WrittenSegment[] = [
    [
      'BHT',
      '0007',
      isInquiry ? PURPOSE.inquiry : PURPOSE.review,
      referenceText(messageId),
      writtenDay(at),
      writtenTime(at),
    ],
    level(1, undefined, '20', true),
    ['NM1', 'X3', '2', plainText(payer.name, 60), '', '', '', '', 'PI', plainText(known?.value, 80, 2) ?? receiver.id],
    level(2, 1, '21', true),
    ...partySegments('1P', requester, '2'),
    level(3, 2, '22', true),
    ...subscriberSegments(member),
    ...(hasDependent ? [level(4, 3, '23', true), ...dependentSegments(member)] : []),
    level(event, event - 1, 'EV', items.length > 0),
    ...eventSegments(review, owner),
    ...items.flatMap((item, index) => [
      level(event + 1 + index, event, 'SS', false),
      ...serviceSegments(item, content, owner),
    ]),
  ];
  const { sender, usage } = review;
  const version = isInquiry ? INQUIRY_VERSION : REVIEW_VERSION;
  const envelope = { sender, receiver, usage, messageId, at, groupType: 'HI', setType: '278', version };
  return { ok: true, text: writeX12({ ...envelope, segments }) };
};
