import {
  type ChannelEdit,
  type ChannelRow,
  type EnrolmentFact,
  type EnrolmentRule,
  TRANSACTIONS,
  type Transaction,
} from '../../core/model/channel.ts';
import { addDays } from '../../core/model/dates.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { askersOf } from '../../core/submission/channel-rows.ts';
import { enrolmentGaps } from '../../core/submission/enrolment.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { RuleBook } from '../ports/rules.ts';
import { payersAsked } from './map-coverage.ts';

interface Named {
  readonly payer: string;
  readonly payerName: string;
}
/** A row of the map, with the tenant's word on it. */
interface MappedChannel extends Named {
  readonly row: ChannelRow;
  /** Last day it is known to hold, the tenant's word included. */
  readonly confirmed: string;
  readonly isStale: boolean;
}
interface ChannelMap {
  readonly date: string;
  readonly rows: readonly MappedChannel[];
  /** The tenant's own rows, which come first. */
  readonly edits: readonly (Named & { readonly edit: Extract<ChannelEdit, { readonly payer: string }> })[];
  readonly enrolments: readonly (Named & { readonly rule: EnrolmentRule })[];
  /** What the tenant keeps of its NPIs there. */
  readonly npis: readonly (Named & { readonly fact: EnrolmentFact })[];
  /** What is to be said of the NPIs its messages name, where that is open or against it. */
  readonly gaps: readonly (Named & { readonly transaction: Transaction; readonly says: string })[];
  /** Payers no row says anything of. */
  readonly unheld: readonly Named[];
}

/** How payers are reached on a day, as far as the map and the tenant's own rows tell. */
export const mapChannels = (
  { date, payers: asked }: { readonly date: string; readonly payers: readonly string[] },
  tenant: Pick<Tenant, 'channels' | 'enrolments' | 'submission' | 'payerServers'>,
  { rules, codebook }: { readonly rules: Pick<RuleBook, 'payers' | 'isPayer'> } & Pick<Ports, 'codebook'>,
): Result<ChannelMap> => {
  const { channels = [], enrolments: facts = [] } = tenant;
  const payers = payersAsked(asked, rules);
  if (!payers.ok) return payers;
  const named = payers.value.map(({ id, name }): Named => ({ payer: id, payerName: name }));
  const rows = named.flatMap((one) =>
    codebook.channelRows(one.payer, date).map((row): MappedChannel => {
      const here = channels.flatMap((edit) => ('confirms' in edit && edit.confirms === row.id ? [edit.on] : []));
      const confirmed = [row.confirmed, ...here].sort().at(-1) ?? row.confirmed;
      return { ...one, row, confirmed, isStale: addDays(confirmed, codebook.channelStaleDays) < date };
    }),
  );
  const edits = named.flatMap((one) =>
    channels.flatMap((edit) => ('payer' in edit && edit.payer === one.payer ? [{ ...one, edit }] : [])),
  );
  const enrolments = named.flatMap((one) => codebook.enrolmentRules(one.payer, date).map((rule) => ({ ...one, rule })));
  const npis = named.flatMap((one) => facts.flatMap((fact) => (fact.payer === one.payer ? [{ ...one, fact }] : [])));
  const gaps = named.flatMap((one) =>
    TRANSACTIONS.flatMap((transaction) => {
      const about = { payer: one.payer, transaction, day: date };
      const gaps = enrolmentGaps(codebook, { ...about, npis: askersOf(tenant, about) }, facts);
      return gaps.map((says) => ({ ...one, transaction, says }));
    }),
  );
  const isHeld = ({ payer }: Named): boolean => [...rows, ...edits].some((one) => one.payer === payer);
  return ok({ date, rows, edits, enrolments, npis, gaps, unheld: named.filter((one) => !isHeld(one)) });
};
