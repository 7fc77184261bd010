import { describe, expect, test } from 'vitest';
import { checkChannels } from '../../infra/cli/doctor/check-channels.ts';
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { CHANNEL_ASKERS, type ChannelRow } from '../../shared/core/model/channel.ts';
import { chooseChannel } from '../../shared/core/submission/channel.ts';
import { explainChannels } from '../../shared/rule-files/author/explain-channels.ts';
import { lintChannels } from '../../shared/rule-files/lint/lint-channels.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';

/** Everything here is made from the data: a payer that is added is tested without a line changed. */
const codebook = loadCodebook();
const rules = loadRules();
const policies = rules.all().map(({ ruleset }) => ruleset);

/** A day on which the row holds. */
const dayIn = ({ from = '2026-12-01' }: ChannelRow) => (from > '2026-12-01' ? from : '2026-12-01');
const rows = codebook.channelPayers.flatMap((payer) =>
  codebook.channelRows(payer, '2026-12-01').map((row): [string, string, ChannelRow] => [payer, row.id, row]),
);

describe.each(rows)('%s, row %s', (payer, _id, row) => {
  const day = dayIn(row);
  const fitting = {
    payer,
    transaction: row.transaction,
    day,
    ...(row.products?.[0] ? { product: row.products[0] } : {}),
    ...(row.delegated ? { delegated: true } : {}),
    // Where the row is for every state, one that no row names.
    state: row.states?.[0] ?? 'WY',
  };
  test('answers the requests it is for, without an endpoint by a way for people, with its source', () => {
    const choice = chooseChannel(codebook, fitting, {});
    const forPeople = row.ways.filter(({ kind }) => ['portal', 'phone', 'fax'].includes(kind));
    expect(choice.channel).toBe(forPeople[0]?.kind ?? 'ask-plan');
    if (row.ways.length && !forPeople.length) return;
    expect(choice.row).toBe(row.id);
    expect(choice.why).toContain(forPeople[0]?.source ?? row.source);
    expect([...CHANNEL_ASKERS, undefined]).toContain(choice.whoMustAsk);
    // A row without a way tells people what to do itself.
    if (!row.ways.length) expect(choice.says).toMatch(/\bask\b/);
  });
  test('is spelled out to authors', () => {
    const [section] = explainChannels(codebook, payer, row.groups?.[0] ?? 'mpi', day);
    expect(section?.lines.join('\n')).toContain(row.says);
  });
});

describe('the map beside the rules', () => {
  test('names payers of the rules alone, and has every way the policies in force have', () => {
    const today = '2026-12-01';
    const inForce = policies.filter(
      ({ effectiveFrom, effectiveTo = today }) => effectiveFrom <= today && today <= effectiveTo,
    );
    const found = lintChannels(codebook, rules.payers, inForce, today).filter(
      ({ says }) => !says.includes('confirm it'),
    );
    expect(found).toEqual([]);
  });
  test('a payer nobody knows, and a way only a policy has, are found', () => {
    const [policy] = policies;
    const lone = { ...policy!, payer: 'medicaid', route: { value: ['fax'], evidence: 'verified' as const } };
    const book = { ...codebook, channelPayers: [...codebook.channelPayers, 'nobody'] };
    const says = lintChannels(book, rules.payers, [lone], '2026-12-01').map((one) => `${one.level}: ${one.says}`);
    expect(says).toContain('error: nobody is no payer of payers.json');
    expect(says).toContain('warning: medicaid: its policy has the route fax, and no row has such a way');
  });
  test('stale rows are told by the check of an installation', () => {
    const { is, says } = checkChannels(codebook, '2026-12-01');
    expect([is, says.includes('uhc-commercial (2013-07-01)')]).toEqual(['note', true]);
    expect(checkChannels({ ...codebook, channelPayers: ['highmark'] }, '2026-12-01').is).toBe('ok');
    expect(checkChannels({ ...codebook, channelPayers: ['highmark'] }, '2028-01-01').is).toBe('note');
  });
});
