import type { Claim, ClaimSupportingInfo } from 'fhir/r4';
import { BOUNDS } from '../../../core/model/bounds.ts';
import { pasExtensions } from '../extensions.ts';
import { INFO_CANCELLED, PAS_CODES } from '../names.ts';

const isMessage = ({ category }: ClaimSupportingInfo): boolean =>
  (category.coding ?? []).some(({ system, code }) => system === PAS_CODES && code === 'freeFormMessage');

const isCancelled = ({ modifierExtension = [] }: ClaimSupportingInfo): boolean =>
  modifierExtension.some(({ url, valueBoolean }) => url === INFO_CANCELLED && valueBoolean === true);

/**
 * Why a request is ended: no element of the guide is for it, so its free-form messages that are new with the cancellation (`infoChanged`).
 * Those of before, which a cancellation repeats, speak for the request.
 */
export const cancelReason = ({ supportingInfo = [] }: Claim): string | undefined => {
  const words = supportingInfo
    .filter((one) => isMessage(one) && !isCancelled(one) && pasExtensions(one, 'extension-infoChanged').length > 0)
    .flatMap(({ valueString = '' }) => valueString.trim() || []);
  return words.length ? words.join('\n').slice(0, BOUNDS.textCharacters) : undefined;
};
