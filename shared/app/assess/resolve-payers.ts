import { kindsOf, type PayerKind, replaces } from '../../core/coverage/standing.ts';
import type { Answer, RosterMembership } from '../../core/model/assessment.ts';
import type { Codebook } from '../../core/model/codebook.ts';
import type { CoverageFacts, Inquiry } from '../../core/model/message/inquiry.ts';
import type { Member, MemberRef } from '../ports/authorization-store.ts';
import type { RuleBook } from '../ports/rules.ts';

/** The payers a coverage can mean, and the roster row worth looking up. */
export interface Resolved {
  readonly coverage: CoverageFacts;
  readonly payers: readonly string[];
  readonly insurerPayers: readonly string[];
  /** The payer its payor names, whatever its type says; where that is one. */
  readonly payor?: PayerKind;
  /** Its payor is one payer by an identifier and another by name or by a second identifier: their names. */
  readonly disagreeing?: readonly string[];
  readonly member?: MemberRef;
  /** Asked about; the others of the message only count beside it. */
  readonly answered: boolean;
}

/** The insurer alone, without the plan type: an unknown insurer must not resolve to a payer by its `catchAllFor`. */
const insurerOf = ({ reference, status, focal, insurer }: CoverageFacts): CoverageFacts => ({
  reference,
  status,
  focal,
  ...(insurer ? { payor: insurer } : {}),
});

export const payerKinds = (rules: Pick<RuleBook, 'payers'>, ids: readonly string[]): readonly PayerKind[] =>
  rules.payers.filter(({ id }) => ids.includes(id));

/** A payor of a public program is one whatever type the coverage has; of others the type tells which of theirs is meant. */
const payorOf = (coverage: CoverageFacts, payers: readonly string[], rules: RuleBook): PayerKind | undefined => {
  const { planType: _type, selfPay: _self, ...bare } = coverage;
  const [payor, another] = payerKinds(rules, payers.length ? payers : rules.payersOf(bare));
  const isPublic = payor?.planTypes.some((type) => type === 'medicare' || type === 'medicaid') ?? false;
  return another || (!payers.length && !isPublic) ? undefined : payor;
};

/** `medicare-advantage` is a kind of plan, and its name beside an identifier of such a plan says nothing else. */
const isKindOf = (named: readonly PayerKind[], others: readonly PayerKind[]): boolean =>
  named.every(({ id, planTypes }) =>
    planTypes.some((type) => type === id && others.some((other) => other.planTypes.includes(type))),
  );

/**
 * The payers that name and identifiers of a payor mean, where they have none in common. What is not known to us says
 * nothing; nor does what we know decide for one of two.
 */
const disagreeingNames = (coverage: CoverageFacts, rules: RuleBook): readonly string[] => {
  const { payor, selfPay, planType: _type, ...bare } = coverage;
  if (!payor) return [];
  const meant = (identifiers: typeof payor.identifiers, name?: string): readonly PayerKind[] =>
    payerKinds(rules, rules.payersOf({ ...bare, payor: { identifiers, ...(name === undefined ? {} : { name }) } }));
  const identified = payor.identifiers.map((one) => meant([one])).filter((payers) => payers.length > 0);
  const named = meant([], payor.name);
  const isSaid = named.length > 0 && !(identified.length > 0 && isKindOf(named, identified.flat()));
  const said = [
    ...(selfPay ? [payerKinds(rules, rules.payersOf({ ...bare, selfPay }))] : []),
    ...identified,
    ...(isSaid ? [named] : []),
  ];
  const [first = [], ...others] = said;
  const agreed = first.filter(({ id }) => others.every((payers) => payers.some((one) => one.id === id)));
  return agreed.length || !others.length ? [] : [...new Set(said.flat().map(({ name }) => name))];
};

/** The focal coverage first, then the others asked about, then those only beside them. */
export const resolvePayers = (inquiry: Inquiry, rules: RuleBook): readonly Resolved[] => {
  const resolve = (coverage: CoverageFacts, answered: boolean): Resolved => {
    const payers = rules.payersOf(coverage);
    const [payer] = payers;
    const memberId = coverage.memberId ?? inquiry.patient.memberIds[0];
    const payor = coverage.selfPay ? undefined : payorOf(coverage, payers, rules);
    const disagreeing = disagreeingNames(coverage, rules);
    return {
      coverage,
      payers,
      insurerPayers: rules.payersOf(insurerOf(coverage)),
      ...(payor ? { payor } : {}),
      ...(disagreeing.length ? { disagreeing } : {}),
      ...(payers.length === 1 && payer && memberId ? { member: { payer, memberId } } : {}),
      answered,
    };
  };
  return [
    ...inquiry.coverages.toSorted((a, b) => Number(b.focal) - Number(a.focal)).map((one) => resolve(one, true)),
    ...(inquiry.beside ?? []).map((one) => resolve(one, false)),
  ];
};

/** Numbers looked for with payers the message does not name: a person has few. */
const MOST_NUMBERS = 4;

/** Plans a patient may be in without the message saying so, by a number of hers: only those that would replace what it says. */
const unnamedMembers = (
  { patient }: Pick<Inquiry, 'patient'>,
  resolved: readonly Resolved[],
  rules: RuleBook,
  codebook: Codebook,
  date: string,
): readonly MemberRef[] => {
  const pairs = codebook.coveragePairs(date).filter(({ is }) => is === 'replacing');
  const concerned = resolved.some(({ coverage, payers, answered }) => {
    const { kinds, maybe } = kindsOf(coverage, payerKinds(rules, payers), codebook, pairs);
    return (
      answered && pairs.some(({ coverage: of, by }) => [...kinds, ...maybe].some((one) => [...of, ...by].includes(one)))
    );
  });
  if (!concerned) return [];
  const numbers = [...new Set([...patient.memberIds, ...resolved.flatMap(({ coverage }) => coverage.memberId ?? [])])];
  const plans = rules.payers.filter(({ planTypes: [type, other] }) => type && !other && replaces(pairs, type));
  return numbers.slice(0, MOST_NUMBERS).flatMap((memberId) => plans.map(({ id }) => ({ payer: id, memberId })));
};

export const isSameMember = (a: MemberRef, b: MemberRef) => a.payer === b.payer && a.memberId === b.memberId;

/** Every roster row worth loading, each once: of the coverages in the message, and of plans that would replace one. */
export const rosterRefs = (
  inquiry: Pick<Inquiry, 'patient'>,
  resolved: readonly Resolved[],
  rules: RuleBook,
  codebook: Codebook,
  date: string,
): readonly MemberRef[] => {
  const named = resolved.flatMap(({ member }) => member ?? []);
  const others = unnamedMembers(inquiry, resolved, rules, codebook, date);
  return [...named, ...others].filter((one, index, all) => all.findIndex((ref) => isSameMember(ref, one)) === index);
};

/** Rows of this patient that no coverage of the message stands for. One with another date of birth is somebody else's. */
export const besideOnRoster = (
  resolved: readonly Resolved[],
  members: readonly (Member | undefined)[],
  birthDate: string | undefined,
): readonly RosterMembership[] =>
  members.flatMap((row): readonly RosterMembership[] => {
    if (
      !row ||
      resolved.some(({ payers, member }) => payers.includes(row.payer) || (member && isSameMember(member, row)))
    )
      return [];
    if (row.birthDate && birthDate && row.birthDate !== birthDate) return [];
    const { payer, memberId, status, start, end } = row;
    return [{ payer, memberId, status, ...(start ? { start } : {}), ...(end ? { end } : {}) }];
  });

/** The roster rows an earlier answer was based on, to judge the same coverage on another date. */
export const rosterOf = (answer: Answer, resolved: readonly Resolved[]): readonly Member[] => [
  ...answer.coverages.flatMap(({ verdict }) => verdict.rosterBeside ?? []),
  ...resolved.flatMap(({ coverage, member }): readonly Member[] => {
    const verdict = answer.coverages.find((one) => one.verdict.coverage?.reference === coverage.reference)?.verdict;
    const { reason } = verdict ?? {};
    const unknown = reason === 'no-member-found' || reason === 'coverage-not-found';
    if (!member || verdict?.source !== 'roster' || unknown) return [];
    const { start, end } = verdict;
    const ended = verdict.inForce === 'no' && !end && !start;
    const { planProduct, delegated, funding } = verdict.coverage ?? {};
    return [
      {
        ...member,
        status: ended ? 'terminated' : 'active',
        ...(start ? { start } : {}),
        ...(end ? { end } : {}),
        ...(planProduct === undefined ? {} : { planProduct }),
        ...(delegated === undefined ? {} : { delegated }),
        ...(funding === undefined ? {} : { funding }),
      },
    ];
  }),
];
