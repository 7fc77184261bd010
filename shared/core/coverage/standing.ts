import type { CoverageVerdict } from '../model/assessment.ts';
import type { Codebook } from '../model/codebook.ts';
import type { PlanType } from '../model/facts.ts';
import type { CoverageFacts } from '../model/message/inquiry.ts';
import type { CoveragePair, PlanWords } from '../model/plan-kinds.ts';

/** A payer as far as its coverages' kind is concerned. */
export interface PayerKind {
  readonly id: string;
  readonly name: string;
  readonly planTypes: readonly PlanType[];
}

/** One coverage of the patient on one date, as others stand to it. */
export interface CoverageStanding {
  readonly verdict: CoverageVerdict;
  /** Kinds it is. */
  readonly kinds: readonly string[];
  /** Kinds it may be, where what it is was not said. */
  readonly maybe: readonly string[];
  /** Neither its payor nor its type is known. */
  readonly unrecognized: boolean;
  /** For sentences. */
  readonly name: string;
  /** Whom its payor names, where that is certain. */
  readonly payor: PayerKind | undefined;
  /** Names of the payers its payor means by name and by identifiers, where these disagree. */
  readonly disagreeing?: readonly string[];
  /** The message asks about it, and it gets an answer of its own. */
  readonly answered: boolean;
}

type Kinds = Pick<CoverageStanding, 'kinds' | 'maybe' | 'unrecognized'>;

const ANY_KIND: readonly string[] = ['medicare-advantage', 'medicaid-managed', 'commercial'];

export const replaces = (pairs: readonly CoveragePair[], kind: string): boolean =>
  pairs.some(({ is, by }) => is === 'replacing' && by.includes(kind));

/** A kind the coverage names; a plan that replaces another stays one whatever else its wording says. */
export const kindsOf = (
  { kinds: named = [], planType }: Pick<CoverageFacts, 'kinds' | 'planType'>,
  payers: readonly PayerKind[],
  codebook: Pick<Codebook, 'planKind'>,
  pairs: readonly CoveragePair[],
): Kinds => {
  const certain = (kinds: readonly string[]): Kinds => ({ kinds: [...new Set(kinds)], maybe: [], unrecognized: false });
  const exact = named.filter((id) => !codebook.planKind(id)?.general);
  const types = [...new Set(payers.flatMap(({ planTypes }) => planTypes))];
  const [type] = payers.length === 1 && types.length === 1 ? types : [];
  if (exact.length) return certain([...exact, ...(type && replaces(pairs, type) ? [type] : [])]);
  if (type) return certain([type]);
  if (planType) return certain([planType]);
  if (named.length === 1) return certain(named);
  return payers.length
    ? { kinds: [], maybe: types, unrecognized: false }
    : { kinds: [], maybe: ANY_KIND, unrecognized: true };
};

/** Names come from outside and go into sentences: plain letters only, and not long. */
const spokenName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} &.,'’-]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 60);

/** What to call a coverage in a sentence: its payer, and its kind where the name does not tell. */
export const nameOf = (
  { payor }: Pick<CoverageFacts, 'payor'>,
  payers: readonly PayerKind[],
  { kinds }: Pick<CoverageStanding, 'kinds'>,
  codebook: Pick<Codebook, 'planKind'>,
): string => {
  const [payer] = payers.length === 1 ? payers : [];
  const isOne = payer?.planTypes.length === 1;
  const given = spokenName(payor?.name ?? '');
  const name = isOne ? payer.name.replace(/, typical plan$/, '') : given || (payer?.name ?? '');
  const exact = kinds.map((id) => codebook.planKind(id)).filter((kind) => kind && !(isOne && kind.general));
  const kind = exact.map((one) => one?.name).join(', ');
  if (!name) return kind || 'a plan without a name';
  return !kind || name.toLowerCase().includes(kind.toLowerCase()) ? name : `${name} (${kind})`;
};

const paysOf = ({ kinds }: Pick<CoverageStanding, 'kinds'>, codebook: Pick<Codebook, 'planKind'>) =>
  kinds.map((id) => codebook.planKind(id)).find((kind) => kind?.pays !== undefined);

const isLimited = (standing: CoverageStanding, codebook: Pick<Codebook, 'planKind'>) =>
  standing.kinds.length > 0 &&
  standing.kinds.every((id) => {
    const { pays } = codebook.planKind(id) ?? {};
    return pays === 'nothing' || pays === 'inpatient';
  });

/** Another coverage of the member, as the payer asked about one names it in its answer. */
export const namedByPayer = (
  words: PlanWords,
  by: CoverageVerdict,
  codebook: Pick<Codebook, 'planKind' | 'planKindsNamed'>,
  pairs: readonly CoveragePair[],
): CoverageStanding => {
  const kinds = kindsOf({ kinds: codebook.planKindsNamed(words) }, [], codebook, pairs);
  const [name = ''] = [...words.payor, ...words.texts];
  const { says, source } = by;
  return {
    verdict: { inForce: 'yes', says, source, warnings: [], payers: [] },
    ...kinds,
    unrecognized: false,
    name: `${nameOf({ payor: { identifiers: [], name } }, [], kinds, codebook)} in the payer’s answer`,
    payor: undefined,
    answered: false,
  };
};

/** What holds of every answer under a coverage of its kinds. */
export const noted = (standing: CoverageStanding, codebook: Pick<Codebook, 'planKind'>): CoverageStanding => {
  const notes = standing.kinds.flatMap((id) => codebook.planKind(id)?.note ?? []);
  if (!notes.length || standing.verdict.inForce === 'no') return standing;
  return { ...standing, verdict: { ...standing.verdict, warnings: [...notes, ...standing.verdict.warnings] } };
};

/** A coverage of a kind that pays no outpatient test is none for this question, active or not. */
export const limited = (
  standing: CoverageStanding,
  isInpatient: boolean,
  codebook: Pick<Codebook, 'planKind'>,
): CoverageStanding => {
  const kind = paysOf(standing, codebook);
  if (!kind || !isLimited(standing, codebook) || standing.verdict.inForce === 'no') return standing;
  const { says = '', carc } = kind;
  const { reason: _reason, carc: _carc, ...verdict } = standing.verdict;
  const because = carc ? `${says.replace(/\.$/, '')} (CARC ${carc}).` : says;
  if (kind.pays === 'inpatient' && isInpatient)
    return {
      ...standing,
      verdict: {
        ...verdict,
        conflict: {
          says: `${because} It pays the hospital’s part of an inpatient test, not the physician’s: ask who pays that.`,
          carc: carc ? [carc] : [],
        },
      },
    };
  return {
    ...standing,
    verdict: { ...verdict, inForce: 'no', reason: 'no-active-coverage', ...(carc ? { carc } : {}), says: because },
  };
};

/** A benefit of which no rule says what it pays. */
export const openBenefit = (standing: CoverageStanding, codebook: Pick<Codebook, 'planKind'>): string | undefined => {
  const kind = paysOf(standing, codebook);
  return kind?.pays === 'ask' ? kind.says : undefined;
};
