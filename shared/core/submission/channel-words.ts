import type { ChannelAsker, ChannelWay } from '../model/channel.ts';

const named = (before: string, ...more: readonly (string | undefined)[]): string => {
  const told = more.filter(Boolean).join(', ');
  return told ? `${before}: ${told}.` : `${before}.`;
};

/** Without its scheme, as people say it. */
const site = (url: string | undefined): string | undefined =>
  url?.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, '');

const SAYS: Readonly<Record<ChannelWay['kind'], (way: ChannelWay) => string>> = {
  'fhir-pas': ({ version }) => `Send the request electronically, by FHIR PAS ${version}.`,
  'x12-278': ({ version }) => `Send the request electronically, as X12 278 (${version}).`,
  'x12-270': ({ version }) => `Ask electronically, as X12 270 (${version}).`,
  portal: ({ name, url, hours }) => named('Use the portal', name, site(url), hours),
  phone: ({ name, phone, hours }) => named('Ask by phone', name, phone, hours),
  fax: ({ name, fax, hours }) => named('Send a fax', name, fax, hours),
};

/** One way in a sentence. */
export const wayWords = (way: ChannelWay): string => SAYS[way.kind](way);

const TELLS: Readonly<Record<'portal' | 'phone' | 'fax', (way: ChannelWay) => string>> = {
  portal: SAYS.portal,
  phone: ({ name, phone, hours }) => named('Call', name, phone, hours),
  fax: SAYS.fax,
};

/** A person's way to tell the payer something, in a sentence. */
export const tellWords = (way: ChannelWay): string =>
  way.kind === 'portal' || way.kind === 'phone' || way.kind === 'fax' ? TELLS[way.kind](way) : wayWords(way);
export const TELL_HOW = 'How to reach this plan is not held: call the number on the member’s card.';

export const ASK_HOW = 'Ask the plan how to send it.';

const ASKER_SAYS: Readonly<Record<ChannelAsker, string>> = {
  ordering: 'The ordering office must ask: where that is another office, have it send the request.',
  rendering: 'The office that performs the test must ask.',
  either: 'The ordering office or the one that performs the test may ask.',
  member: 'The member must ask: tell the patient.',
};
const ASK_WHO = 'Who must ask, the ordering or the rendering office, is not held: ask the plan.';

export const askerWords = (asker: ChannelAsker | undefined): string => (asker ? ASKER_SAYS[asker] : ASK_WHO);
