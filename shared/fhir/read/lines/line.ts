import type { ServiceRequest } from 'fhir/r4';
import type { OrderCode } from '../../../core/model/codebook.ts';
import type { ServiceFacts } from '../../../core/model/message/inquiry.ts';
import type { EchoLine } from '../../echo.ts';
import type { Entry } from '../message/entry.ts';
import type { Reason } from './read-diagnoses.ts';
import type { Place } from './read-place.ts';

/** One line of a message as read: what the core evaluates, what writers repeat, and what the message's facts need. */
export interface Line {
  readonly service: Omit<ServiceFacts, 'line' | 'order'>;
  readonly echo: EchoLine;
  /** The order in the message the line is for. */
  readonly order?: Entry<ServiceRequest>;
  readonly place: Place;
  readonly reasons: readonly Reason[];
  /** Codes of the order that are no billing codes but describe the test. */
  readonly orderCodes: readonly OrderCode[];
}
