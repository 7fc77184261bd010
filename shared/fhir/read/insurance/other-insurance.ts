import type { Coverage, CoverageEligibilityResponse, Reference, Resource } from 'fhir/r4';
import type { PlanWords } from '../../../core/model/plan-kinds.ts';

type Insurance = NonNullable<CoverageEligibilityResponse['insurance']>[number];

const said = (...texts: readonly (string | undefined)[]): readonly string[] =>
  texts.filter((text) => text !== undefined);

const payorText = ({ display, identifier }: Reference): readonly string[] => said(display, identifier?.value);

/** What a payer's response says about another coverage of the member: the Coverage it contains, else the name. */
const wordsOf = ({ coverage }: Insurance, contained: readonly Resource[]) => {
  const inner = contained.find(
    (one): one is Coverage => one.resourceType === 'Coverage' && `#${one.id}` === coverage.reference,
  );
  const classes = inner?.class ?? [];
  return {
    codings: (inner?.type?.coding ?? []).map(({ system, code }) => ({ system, code })),
    texts: said(
      coverage.display,
      inner?.type?.text,
      ...(inner?.type?.coding ?? []).map(({ display }) => display),
      ...classes.flatMap(({ value, name }) => [value, name]),
    ),
    payor: (inner?.payor ?? []).flatMap(payorText),
  };
};

/** The entry about the coverage that was asked about, and the other coverages the payer says are in force. */
export const readInsurance = ({
  insurance = [],
  contained = [],
}: CoverageEligibilityResponse): { readonly own: Insurance; readonly others: readonly PlanWords[] } | undefined => {
  const told = insurance.filter(({ inforce }) => inforce !== undefined);
  const [first, ...rest] = told;
  if (!first) return undefined;
  const own = rest.length ? told.find(({ coverage }) => coverage.reference === '#coverage') : first;
  const others = told.filter((one) => one !== own && one.inforce).map((one) => wordsOf(one, contained));
  // Which of several is the one asked about is not said: what is in force counts, and which that is stays open.
  return { own: own ?? told.find(({ inforce }) => inforce) ?? first, others };
};
