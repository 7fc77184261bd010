import type { Reference } from 'fhir/r4';
import type { Codebook } from '../../core/model/codebook.ts';
import type { Canonicals } from '../canonical.ts';
import type { GivenDose } from './lines/dose/given-doses.ts';
import type { Entry, Of, ResourceType } from './message/entry.ts';
import type { Message } from './message/message.ts';
import { follow } from './message/references.ts';

/** What a caller of the readers provides beside the message. */
export interface ReadingContext {
  readonly codebook: Codebook;
  readonly canonicals: Canonicals;
  /** ISO instant of arrival. */
  readonly receivedAt: string;
  /** IANA zone of the tenant. */
  readonly timeZone: string;
  /** sha256 of any JSON value in canonical form. */
  readonly digest: (value: unknown) => string;
  /** Local date of arrival. */
  readonly today: string;
  /** Whether the person who sends it may vouch for a clinical fact; `undefined`: a system sends it. */
  readonly vouches?: boolean | undefined;
}

/** The state of reading one message: its resources, the tables, and the warnings so far. */
export interface Reading extends ReadingContext {
  readonly message: Message;
  /** Doses of stress agents in the message. */
  readonly doses: readonly GivenDose[];
  /** Adds a warning: one plain sentence without patient data, shown with the answer. */
  readonly warn: (says: string) => void;
}

/** The resource a reference resolves to, if it is in the message and of one of these types. */
export const find = <T extends ResourceType>(
  { message }: Reading,
  reference: Reference | undefined,
  from: Entry,
  ...types: readonly T[]
): Entry<Of<T>> | undefined => follow(message, reference, from, ...types);
