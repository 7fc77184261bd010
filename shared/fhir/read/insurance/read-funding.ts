import type { Coverage } from 'fhir/r4';
import type { Funding } from '../../../core/model/decision-clock.ts';

/** Source of Payment Typology: a self-insured employer plan that a carrier only administers. */
const SELF_INSURED_CODE = '522';
const SOPT = /sopt$|2\.16\.840\.1\.113883\.3\.221\.5$/;

const SELF_FUNDED = /\bself[ -]?(funded|insured)\b|\badministrative services only\b|\baso\b/i;
const FULLY_INSURED = /\bfully[ -]?insured\b/i;
const SAYS_NOT = /\b(not|non|un)[ -]*(fully|self)\b|\?|\bunknown\b/i;

/** Who bears the risk, where the coverage says so in one voice; level-funded plans are called both, so they are neither here. */
export const readFunding = ({ type, class: classes = [] }: Coverage): Funding | undefined => {
  const codings = type?.coding ?? [];
  const texts = [
    type?.text,
    ...codings.map(({ display }) => display),
    ...classes.flatMap(({ value, name }) => [value, name]),
  ].filter((text) => text !== undefined);
  if (texts.some((text) => (SELF_FUNDED.test(text) || FULLY_INSURED.test(text)) && SAYS_NOT.test(text)))
    return undefined;
  const isSelf =
    codings.some(({ system = '', code }) => code === SELF_INSURED_CODE && SOPT.test(system)) ||
    texts.some((text) => SELF_FUNDED.test(text));
  const isInsured = texts.some((text) => FULLY_INSURED.test(text));
  if (isSelf === isInsured) return undefined;
  return isSelf ? 'self-funded' : 'fully-insured';
};
