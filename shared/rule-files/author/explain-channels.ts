import type { ChannelBook, ChannelRow } from '../../core/model/channel.ts';
import type { GroupId } from '../../core/model/ruleset.ts';
import { readerNumberSays } from '../../core/policy/reader-number.ts';
import { ASK_HOW, askerWords, wayWords } from '../../core/submission/channel-words.ts';
import { type Section, sayLevel } from './explain-criteria.ts';

const where = ({ products, delegated, states, groups, transaction }: ChannelRow): string => {
  const parts = [
    ...(transaction === 'prior-auth'
      ? []
      : [transaction === 'eligibility' ? 'eligibility' : 'questions about a request']),
    ...(products ? [`products ${products.join(', ')}`] : []),
    ...(delegated ? ['review delegated'] : []),
    ...(states ? [`sites in ${states.join(', ')}`] : []),
    ...(groups ? [groups.join(', ')] : []),
  ];
  return parts.length ? `${parts.join('; ')}: ` : '';
};

const rowLines = (row: ChannelRow): readonly string[] => {
  const { ways, whoMustAsk, says, source, evidence, confirmed, duties = [] } = row;
  return [
    `${where(row)}${says} [${sayLevel(evidence)}; ${source}; last known to hold on ${confirmed}]`,
    ...(ways.length
      ? ways.map((way) => `  ${wayWords(way)}${way.evidence ? ` [${sayLevel(way.evidence)}; ${way.source}]` : ''}`)
      : [`  ${ASK_HOW}`]),
    ...(row.transaction === 'prior-auth'
      ? [
          `  ${askerWords(whoMustAsk?.value)}${whoMustAsk ? ` [${sayLevel(whoMustAsk.evidence)}; ${whoMustAsk.source}]` : ''}`,
        ]
      : []),
    ...duties.map((duty) => `  ${duty}`),
  ];
};

/** How the payer takes requests on a day: rows of the channel map, enrolments, and the reading group's number. */
export const explainChannels = (
  { channelRows, enrolmentRules, readerNumberRule }: ChannelBook,
  payer: string,
  group: GroupId,
  date: string,
): readonly Section[] => {
  const rows = channelRows(payer, date).filter(({ groups }) => groups?.includes(group) ?? true);
  return [
    {
      title: 'How it takes requests',
      lines: [
        ...(rows.length ? rows.flatMap(rowLines) : [ASK_HOW]),
        ...enrolmentRules(payer, date).map(
          ({ says, evidence, source }) => `${says} [${sayLevel(evidence)}; ${source}]`,
        ),
        readerNumberSays({ readerNumberRule }, payer, date),
      ],
    },
  ];
};
