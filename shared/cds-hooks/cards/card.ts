import type { Coding } from 'fhir/r4';
import type { JsonObject } from '../../fhir/structure/flaw.ts';
import type { HookCall, OptionCode } from '../hook-service.ts';

interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly { readonly type: 'update'; readonly description: string; readonly resource: JsonObject }[];
}

/** CDS Hooks 2.0 card, with what Da Vinci CRD asks for on top: `uuid` and `source.topic`. */
export interface Card {
  readonly uuid: string;
  /** Under 140 characters. */
  readonly summary: string;
  readonly detail?: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source: { readonly label: string; readonly topic: Coding };
  readonly suggestions?: readonly Suggestion[];
  readonly selectionBehavior?: 'at-most-one';
  readonly overrideReasons?: readonly Coding[];
  readonly links?: readonly { readonly label: string; readonly url: string; readonly type: 'absolute' }[];
  /** The orders it is about, where the call has several. */
  readonly extension?: { readonly 'davinci-crd.associated-resource': readonly string[] };
}

/** Topic of a card; the option with the same code turns it on or off. */
type Topic = Exclude<OptionCode, 'coverage-info' | 'max-cards'>;

/** One thing a card has to say; the option of its topic turns it on or off. */
export interface CardPart extends Pick<Card, 'links'> {
  readonly topic: Topic;
  /** Instead of the decision, as line 1. */
  readonly lead?: string;
  /** Whole sentences for the summary, as far as they fit. */
  readonly sentences: readonly string[];
  /** Lines of the detail. */
  readonly detail: readonly string[];
  readonly overrideReasons?: readonly { readonly code: string; readonly display: string }[];
  readonly suggestion?: {
    readonly label: string;
    readonly description: string;
    readonly resource: JsonObject;
  };
}

const LONGEST_SUMMARY = 139;
const TEMP_TOPICS = 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp';
const TOPICS = 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type';

const DISPLAY: Readonly<Record<Topic, string>> = {
  'appropriate-use': 'Appropriate Use',
  claim: 'Claim',
  guideline: 'Guideline',
  insurance: 'Insurance',
  'therapy-alternatives-opt': 'Therapy Alternatives Optional',
};

export const topicOf = (code: Topic, { version }: Pick<HookCall, 'version'>): Coding => ({
  system: version === '2.2' ? TOPICS : TEMP_TOPICS,
  code,
  display: DISPLAY[code],
});

/** Whole sentences, as many as fit; of the first the shorter of two forms where the longer does not. */
export const summaryOf = (first: readonly string[], sentences: readonly string[]): string => {
  const begun = first.find(({ length }) => length <= LONGEST_SUMMARY) ?? '';
  return sentences.reduce(
    (said, next) => (said.length + 1 + next.length <= LONGEST_SUMMARY ? `${said} ${next}` : said),
    begun,
  );
};

/** A UUID, the same for the same card of the same assertion, so that feedback can be traced to the answer. */
export const cardId = (digest: (value: unknown) => string, ...parts: readonly string[]): string => {
  const hex = digest(['card', ...parts]);
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};
