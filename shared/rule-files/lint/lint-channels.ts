import type { ChannelBook, ChannelKind } from '../../core/model/channel.ts';
import { addDays } from '../../core/model/dates.ts';
import type { Payer, Ruleset } from '../../core/model/ruleset.ts';
import { caution, type LintFinding, problem } from './lint-finding.ts';

const PATH = 'channels/channel-map.json';
/** What the word of an older policy's `route` is in the map, which has it for answers since. */
const KIND_OF_ROUTE: Readonly<Record<string, ChannelKind>> = {
  'payer-portal': 'portal',
  'vendor-portal': 'portal',
  availity: 'portal',
  phone: 'phone',
  fax: 'fax',
};

/** Days of the statements of a payer's rows that are too old on a day, by row. */
export const staleRows = (
  { channelRows, channelStaleDays }: ChannelBook,
  payer: string,
  today: string,
): readonly { readonly id: string; readonly confirmed: string }[] =>
  channelRows(payer, today).flatMap(({ id, confirmed, whoMustAsk, ways }) => {
    const days = [confirmed, whoMustAsk?.confirmed, ...ways.map((way) => way.confirmed)].filter(
      (one) => one !== undefined,
    );
    const [oldest = confirmed] = days.toSorted();
    return addDays(oldest, channelStaleDays) < today ? [{ id, confirmed: oldest }] : [];
  });

const toldOtherwise = (
  { channelRows }: ChannelBook,
  { payer, route }: Ruleset,
  today: string,
): readonly LintFinding[] => {
  const held = new Set(
    channelRows(payer, today)
      .filter(({ transaction }) => transaction === 'prior-auth')
      .flatMap(({ ways }) => ways.map(({ kind }) => kind)),
  );
  return route.value
    .filter((word) => KIND_OF_ROUTE[word] !== undefined && !held.has(KIND_OF_ROUTE[word]))
    .map((word) => caution(PATH, `${payer}: its policy has the route ${word}, and no row has such a way`));
};

/** What is wrong with the channel map beside the rules: names nobody has, and ways the policies know and it does not. */
export const lintChannels = (
  book: ChannelBook,
  payers: readonly Payer[],
  inForce: readonly Ruleset[],
  today: string,
): readonly LintFinding[] => [
  ...book.channelPayers
    .filter((payer) => !payers.some(({ id }) => id === payer))
    .map((payer) => problem(PATH, `${payer} is no payer of payers.json`)),
  ...inForce.flatMap((ruleset) => toldOtherwise(book, ruleset, today)),
  ...[
    ...new Set(
      book.channelPayers.flatMap((payer) =>
        staleRows(book, payer, today).map(
          ({ id, confirmed }) => `${id}: last known to hold on ${confirmed}: confirm it`,
        ),
      ),
    ),
  ].map((says) => caution(PATH, says)),
];
