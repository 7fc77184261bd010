import type { Claim, ClaimItem, Extension } from 'fhir/r4';
import { isObject } from '../../../core/model/is-object.ts';
import type { GivenIdentifier, SubmittedItem } from '../../../core/model/message/submitted-request.ts';
import { codeIn, pasExtensions } from '../extensions.ts';
import { INFO_CANCELLED, pasDefinition } from '../names.ts';

/** X12 1322: the service, or the whole request, is withdrawn. */
const CANCEL = '3';

export const identifiersIn = (given: readonly unknown[]): readonly GivenIdentifier[] =>
  given.flatMap((one): readonly GivenIdentifier[] => {
    if (!isObject(one) || typeof one.value !== 'string') return [];
    return [typeof one.system === 'string' ? { system: one.system, value: one.value } : { value: one.value }];
  });

export const asksToCancel = (element: { readonly extension?: readonly Extension[] | undefined }): boolean =>
  codeIn(element, 'extension-certificationType') === CANCEL;

const isMarkedCancelled = ({ modifierExtension = [] }: Pick<ClaimItem, 'modifierExtension'>): boolean =>
  modifierExtension.some(({ url, valueBoolean }) => url === INFO_CANCELLED && valueBoolean === true);

/** How a service is asked for, not what it is: two of these differ and the service is the same. */
const MARKS: ReadonlySet<string> = new Set(
  [
    'extension-infoChanged',
    'extension-certificationType',
    'extension-authorizationNumber',
    'extension-administrationReferenceNumber',
    'extension-itemTraceNumber',
  ].map(pasDefinition),
);

const itemContent = ({ extension = [], modifierExtension: _marks, ...item }: ClaimItem): unknown => ({
  ...item,
  extension: extension.filter(({ url }) => !MARKS.has(url)),
});

const daysOf = ({ servicedDate, servicedPeriod }: ClaimItem): SubmittedItem['days'] => {
  const start = servicedDate ?? servicedPeriod?.start ?? servicedPeriod?.end;
  const end = servicedDate ?? servicedPeriod?.end ?? start;
  return start === undefined || end === undefined ? undefined : { start: start.slice(0, 10), end: end.slice(0, 10) };
};

const readItem = (item: ClaimItem): SubmittedItem => {
  const days = daysOf(item);
  return {
    ...(days ? { days } : {}),
    sequence: item.sequence,
    content: itemContent(item),
    traceNumbers: identifiersIn(pasExtensions(item, 'extension-itemTraceNumber').map((one) => one.valueIdentifier)),
    codes: (item.productOrService.coding ?? []).flatMap(({ code }) => code ?? []),
    isMarked: pasExtensions(item, 'extension-infoChanged').length > 0,
    isCancelled: isMarkedCancelled(item) || asksToCancel(item),
  };
};

export const readSubmittedItems = ({ item = [] }: Claim): readonly SubmittedItem[] => item.map(readItem);
