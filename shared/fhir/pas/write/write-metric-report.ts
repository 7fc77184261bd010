import type { Parameters, ParametersParameter } from 'fhir/r4';
import { type CountedRequest, type ReviewFigures, reviewFigures } from '../../../core/authorization/review-figures.ts';

/** What was counted, of which days. */
interface Reported {
  readonly period: { readonly from: string; readonly to: string };
  readonly requests: readonly CountedRequest[];
  readonly areTests: boolean;
  readonly testsLeftOut: number;
  /** ISO instant. */
  readonly at: string;
}

const HUNDREDTHS = 100;
const rounded = (value: number): number => Math.round(value * HUNDREDTHS) / HUNDREDTHS;

/** In percent of those decided; of none there is no share. */
const share = (name: string, count: number, { decided }: ReviewFigures): ParametersParameter[] =>
  decided === 0 ? [] : [{ name, valueDecimal: rounded((count / decided) * HUNDREDTHS) }];

const hours = (name: string, value: number | undefined): ParametersParameter[] =>
  value === undefined ? [] : [{ name, valueDecimal: rounded(value) }];

const COUNTS = [
  ...(['received', 'decided', 'approved', 'part', 'denied', 'notRequired', 'withdrawn', 'open'] as const),
  ...(['extended', 'extendedApproved', 'appealed', 'appealedApproved', 'timed'] as const),
];

const figuresPart = (name: string, requests: readonly CountedRequest[]): ParametersParameter => {
  const figures = reviewFigures(requests);
  return {
    name,
    part: [
      ...COUNTS.map((one) => ({ name: one, valueUnsignedInt: figures[one] })),
      ...share('approvedShare', figures.approved, figures),
      ...share('deniedShare', figures.denied, figures),
      ...share('extendedApprovedShare', figures.extendedApproved, figures),
      ...share('appealedApprovedShare', figures.appealedApproved, figures),
      ...hours('meanHours', figures.meanHours),
      ...hours('medianHours', figures.medianHours),
    ],
  };
};

const NOT_COUNTED =
  'Requests and appeals that came by telephone, letter or another system and were not recorded here are not counted: add them from where they are handled.';

/** Figures of a payer's requests, standard and expedited apart and together. What is not known is left out, never zero. */
export const writeMetricReport = ({ period, requests, areTests, testsLeftOut, at }: Reported): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'period', valuePeriod: { start: period.from, end: period.to } },
    { name: 'asOf', valueInstant: at },
    { name: 'trial', valueBoolean: areTests },
    { name: 'testsLeftOut', valueUnsignedInt: testsLeftOut },
    figuresPart(
      'standard',
      requests.filter(({ isExpedited }) => !isExpedited),
    ),
    figuresPart(
      'expedited',
      requests.filter(({ isExpedited }) => isExpedited),
    ),
    figuresPart('all', requests),
    { name: 'notCounted', valueString: NOT_COUNTED },
  ],
});
