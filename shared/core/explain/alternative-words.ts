import type { Alternative, Question } from '../model/determination.ts';
import { NOT_VERIFIED } from '../model/evidence.ts';
import type { Modality } from '../model/facts.ts';

const NAMES: Readonly<Record<Modality, string>> = {
  ecg: 'ECG stress test without images',
  'stress-echo': 'Stress echo',
  spect: 'SPECT perfusion',
  planar: 'Planar perfusion',
  pet: 'PET perfusion',
  cmr: 'Stress cardiac MR',
  pulmonary: 'Lung exercise test',
};
/** Clinical name of a modality. */
export const modalityName = (modality: Modality): string => NAMES[modality];

const NEED_SAYS: Readonly<Record<Alternative['authorization'], string>> = {
  needed: 'authorization needed',
  'not-needed': 'no authorization needed',
  'ask-plan': 'ask the plan whether authorization is needed',
};
const USUAL_NEED: Readonly<Record<Alternative['authorization'], string>> = {
  needed: `authorization usually needed at such plans (${NOT_VERIFIED})`,
  'not-needed': `usually no authorization needed at such plans (${NOT_VERIFIED})`,
  'ask-plan': NEED_SAYS['ask-plan'],
};
const CRITERIA_SAYS: Readonly<Record<Alternative['criteria'], string>> = {
  met: 'criteria likely met',
  'not-met': 'criteria likely not met',
  review: 'criteria leave it to a reviewer',
  unknown: 'criteria not yet known',
  none: 'no criteria held',
};

const SHOWN = 3;
const openSays = (missing: readonly Question[]): string => {
  const rest = missing.length - SHOWN;
  const shown = missing.slice(0, SHOWN).map(({ question }) => question);
  return [...shown, ...(rest > 0 ? [`And ${rest} more.`] : [])].join(' ');
};

/** Need for authorization, criteria, open questions and cost, in one or two sentences each. */
export const whyOf = (
  one: Omit<Alternative, 'why'>,
  estimate: Alternative['estimate'],
  caution: string | undefined,
): string => {
  const { modality, authorization, criteria, missing, needAssumed } = one;
  const need = (needAssumed ? USUAL_NEED : NEED_SAYS)[authorization];
  return [
    `${NAMES[modality]}: ${need}, ${CRITERIA_SAYS[criteria]}.`,
    ...(one.avoidsAuthorization ? [`It ${needAssumed ? 'might' : 'would'} avoid the authorization.`] : []),
    ...(one.betterSupported ? ['As far as known it is better supported than the ordered test.'] : []),
    ...(caution ? [caution] : []),
    ...(missing.length ? [`Open: ${openSays(missing)}`] : []),
    ...(estimate
      ? [
          `Medicare fee${estimate.earlierRates ? `, ${estimate.year} rates` : ` ${estimate.year}`}: ${estimate.usd.toFixed(2)} USD, an estimate.`,
        ]
      : []),
  ].join(' ');
};
