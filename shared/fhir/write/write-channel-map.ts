import type { Parameters, ParametersParameter } from 'fhir/r4';
import type {
  ChannelEdit,
  ChannelRow,
  ChannelScope,
  ChannelWay,
  EnrolmentFact,
  EnrolmentRule,
  Transaction,
} from '../../core/model/channel.ts';
import type { Canonicals } from '../canonical.ts';
import { code, said, type ToldWays, waysParts } from './write-told-ways.ts';

interface Named {
  readonly payer: string;
  readonly payerName: string;
}
type Edit = Extract<ChannelEdit, { readonly payer: string }>;
/** The map, as the use case lists it, which this room may not import. */
interface Listed {
  readonly date: string;
  readonly rows: readonly (Named & {
    readonly row: ChannelRow;
    readonly confirmed: string;
    readonly isStale: boolean;
  })[];
  readonly edits: readonly (Named & { readonly edit: Edit })[];
  readonly enrolments: readonly (Named & { readonly rule: EnrolmentRule })[];
  readonly npis: readonly (Named & { readonly fact: EnrolmentFact })[];
  readonly gaps: readonly (Named & { readonly transaction: Transaction; readonly says: string })[];
  readonly unheld: readonly Named[];
}

const day = (name: string, value: string | undefined): ParametersParameter[] =>
  value ? [{ name, valueDate: value }] : [];
const payerPart = ({ payer, payerName }: Named, { payerSystem }: Canonicals): ParametersParameter => ({
  name: 'payer',
  valueCoding: { system: payerSystem, code: payer, display: payerName },
});

const scopeParts = ({ transaction, products = [], delegated, states = [], groups = [], from, to }: ChannelScope) => [
  ...code('transaction', transaction),
  ...products.flatMap((one) => said('product', one)),
  ...(delegated ? [{ name: 'delegated', valueBoolean: true }] : []),
  ...states.flatMap((one) => said('state', one)),
  ...groups.flatMap((one) => code('group', one)),
  ...day('from', from),
  ...day('to', to),
];

const wayPart = ({ kind, version, name, url, phone, fax, hours, source, evidence, confirmed }: ChannelWay) => ({
  name: 'way',
  part: [
    ...code('channel', kind),
    ...said('version', version),
    ...said('name', name),
    ...said('portal', url),
    ...said('phone', phone),
    ...said('fax', fax),
    ...said('hours', hours),
    ...said('source', source),
    ...code('level', evidence),
    ...day('confirmed', confirmed),
  ],
});

const termParts = ({ ways, leadDays, duties = [], says }: ChannelRow | Edit) => [
  ...ways.map(wayPart),
  ...(leadDays === undefined ? [] : [{ name: 'leadDays', valueUnsignedInt: leadDays }]),
  ...duties.flatMap((one) => said('duty', one)),
  ...said('says', says),
];

/** The answer of `$channel-map`: the tenant's own rows, the rows of the map, enrolments, and payers nothing is held of. */
export const writeChannelMap = (
  { date, rows, edits, enrolments, npis, gaps, unheld }: Listed,
  ways: ToldWays,
  canonicals: Canonicals,
): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    ...day('date', date),
    ...edits.map((one) => ({
      name: 'row',
      part: [
        payerPart(one, canonicals),
        ...scopeParts(one.edit),
        ...termParts(one.edit),
        ...code('whoMustAsk', one.edit.whoMustAsk),
        ...day('confirmed', one.edit.on),
        ...said('changedBy', one.edit.by),
      ],
    })),
    ...rows.map(({ row, confirmed, isStale, ...named }) => ({
      name: 'row',
      part: [
        ...said('id', row.id),
        payerPart(named, canonicals),
        ...scopeParts(row),
        ...termParts(row),
        ...code('whoMustAsk', row.whoMustAsk?.value),
        ...said('source', row.source),
        ...code('level', row.evidence),
        ...day('confirmed', confirmed),
        { name: 'stale', valueBoolean: isStale },
      ],
    })),
    ...enrolments.map(({ rule, ...named }) => ({
      name: 'enrolment',
      part: [
        payerPart(named, canonicals),
        ...code('transaction', rule.transaction),
        ...day('from', rule.from),
        ...said('rejectReason', rule.rejectReason),
        ...said('says', rule.says),
        ...said('source', rule.source),
        ...code('level', rule.evidence),
      ],
    })),
    ...npis.map(({ fact, ...named }) => ({
      name: 'npi',
      part: [
        payerPart(named, canonicals),
        ...code('transaction', fact.transaction),
        ...said('npi', fact.npi),
        ...said('standing', fact.is),
        ...day('from', fact.since),
        ...day('to', fact.until),
        ...said('source', fact.source),
        ...day('confirmed', fact.on),
        ...said('changedBy', fact.by),
      ],
    })),
    ...gaps.map(({ transaction, says, ...named }) => ({
      name: 'npiOpen',
      part: [payerPart(named, canonicals), ...code('transaction', transaction), ...said('says', says)],
    })),
    ...waysParts(ways),
    ...unheld.map((one) => ({ name: 'unheld', part: [payerPart(one, canonicals)] })),
  ],
});
