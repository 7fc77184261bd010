import type { Claim, Extension } from 'fhir/r4';
import { pasExtensions } from '../extensions.ts';
import type { PasVersion } from '../names.ts';

const OTHER_WAY: Readonly<Record<string, string>> = {
  applicationSenderCode: 'applicationReceiverCode',
  applicationReceiverCode: 'applicationSenderCode',
  interchangeSenderID: 'interchangeReceiverID',
  interchangeReceiverID: 'interchangeSenderID',
};

/** The answer goes the other way: sender and receiver change places. */
export const answeredTransmission = (claim: Claim, version: PasVersion): readonly Extension[] =>
  version === '2.0.1'
    ? []
    : pasExtensions(claim, 'extension-TransmissionIdentifiers')
        .slice(0, 1)
        .map(({ url, extension = [] }) => ({
          url,
          extension: extension.map((one) => ({ ...one, url: OTHER_WAY[one.url] ?? one.url })),
        }));
