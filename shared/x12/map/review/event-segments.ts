import type { RequestContent, RequestDocument, RequestParty } from '../../../core/submission/request-content.ts';
import type { WrittenSegment } from '../../syntax/write-x12.ts';
import { partySegments } from '../party-segments.ts';
import { plainText } from '../plain-text.ts';
import { referenceText } from '../reference-text.ts';
import { writtenDays } from '../x12-dates.ts';
import type { ReviewToWrite } from './review-to-write.ts';
import { diagnosesOf } from './service-segments.ts';

/** UM02: a first request (an inquiry asks after it), a revised one, a withdrawal. */
const CERTIFICATION = { submit: 'I', update: 'S', cancel: '3', inquire: 'I' } as const;
/** UM01 review of services; UM03 diagnostic medical. */
const CATEGORY = 'HS';
const SERVICE_TYPE = '73';
const URGENT = 'U';
const MOST_DOCUMENTS = 10;
const LONGEST_MESSAGE = 264;
/** PWK01 of reports on diagnostics and of other support; PWK02 on request: no document travels in a 278. */
const DIAGNOSTIC_REPORTS: readonly string[] = ['11524-6', '18752-6', '18745-0'];
const REPORT_TYPE = { diagnostic: 'DG', other: '77' } as const;
const ON_REQUEST = 'AA';

const placeOf = ({ items }: RequestContent): readonly string[] => {
  const place = items.find(({ placeOfService }) => placeOfService)?.placeOfService;
  return place ? [place, 'B'] : [];
};

const documentSegment = ({ name, loinc }: RequestDocument): WrittenSegment => {
  const type = loinc && DIAGNOSTIC_REPORTS.includes(loinc) ? REPORT_TYPE.diagnostic : REPORT_TYPE.other;
  return ['PWK', type, ON_REQUEST, '', '', '', '', plainText(name, 80)];
};

const messageOf = ({ note, criteria }: RequestContent): readonly WrittenSegment[] => {
  const met = criteria.filter(({ result }) => result === 'met').map(({ says }) => says);
  const text = plainText([...(note ? [note] : []), ...met].join(' '), LONGEST_MESSAGE);
  return text ? [['MSG', text]] : [];
};

const party = (entity: string, one: RequestParty | undefined, unnamed: '1' | '2'): readonly WrittenSegment[] =>
  one ? partySegments(entity, one, unnamed) : [];

/** Why it is asked for, what goes with it, and who is to do it. */
const detailsOf = (content: RequestContent): readonly WrittenSegment[] => {
  const diagnoses = diagnosesOf(content).map((code, index) => [index ? 'ABF' : 'ABK', code.replace('.', '')]);
  return [
    ...(diagnoses.length ? [['HI', ...diagnoses] as const] : []),
    ...content.documents
      .filter(({ state }) => state !== 'missing')
      .slice(0, MOST_DOCUMENTS)
      .map(documentSegment),
    ...messageOf(content),
    ...party('DK', content.ordering, '1'),
    ...party('SJ', content.rendering, '1'),
    ...party('QV', content.group, '2'),
    ...party('FA', content.site, '2'),
  ];
};

/** The request as a whole (loop 2000E), after its HL: what is asked for, why, by when, and who is to do it. */
export const eventSegments = (
  { what, content, reference }: ReviewToWrite,
  owner: string,
): readonly WrittenSegment[] => {
  const { trace, isExpedited, earlierNumber, items } = content;
  const days = {
    start: items.map(({ days: { start } }) => start).toSorted()[0] ?? '',
    end:
      items
        .map(({ days: { end } }) => end)
        .toSorted()
        .at(-1) ?? '',
  };
  return [
    ['TRN', '1', referenceText(trace.value), owner],
    ['UM', CATEGORY, CERTIFICATION[what], SERVICE_TYPE, placeOf(content), '', isExpedited ? URGENT : ''],
    ...(earlierNumber ? [['REF', 'BB', referenceText(earlierNumber)] as const] : []),
    ...(reference && reference !== earlierNumber ? [['REF', 'NT', referenceText(reference)] as const] : []),
    ['DTP', 'AAH', ...writtenDays(days)],
    ...(what === 'inquire' ? party('SJ', content.rendering, '1') : detailsOf(content)),
  ];
};
