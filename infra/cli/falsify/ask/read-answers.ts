import { parse } from 'csv-parse/sync';
import type { ClaimResponse, CoverageEligibilityResponse, Extension, Parameters } from 'fhir/r4';
import type { Way } from '../oracle/oracle.ts';
import { GO_ADVICE, GO_WORDS, HEDGE, INSTEAD, NOT_SHOWN, type Said } from './said.ts';

const LEVEL = /\((?:verified|secondary|illustrative)\)$/;
/** The line of a card about what its yes rests on. */
const RESTS_ON =
  /\bRests on (?:authorization (?<number>\S+)|rule (?<rule>[^;]+)|the plan’s (?<notice>notice of [\d-]+)); coverage known as of (?<date>\d{4}-\d\d-\d\d)\./;

const partsOf = (extension: readonly Extension[] | undefined): readonly Extension[] =>
  (extension ?? []).find(({ url }) => url.endsWith('/StructureDefinition/determination'))?.extension ?? [];

const textsIn = (parts: readonly Extension[], name: string): readonly string[] =>
  parts.flatMap(({ url, valueString, valueCode, valueCanonical, valueDate }) =>
    url === name ? [valueString ?? valueCode ?? valueCanonical ?? valueDate ?? ''] : [],
  );

/** "Go ahead" as it is read: by the state for people, by the code where there is none, or by the first sentence. */
const isGo = (advice: string | undefined, state: string | undefined, headline: string): boolean =>
  (state === undefined ? GO_ADVICE.has(advice ?? '') : state === 'yes') ||
  (GO_WORDS.test(headline) && !HEDGE.test(headline));

/** A dated notice of the plan is a ground of its own, beside the rules. */
const noticeIn = (waiver: string | undefined): string | undefined =>
  /^exemption: notice of \d{4}-\d\d-\d\d$/.test(waiver ?? '') ? waiver : undefined;

const ruleOf = (parts: readonly Extension[]): string | undefined => {
  const [ruleset] = textsIn(parts, 'ruleset');
  const [level] = textsIn(parts, 'ruleLevel');
  return ruleset && level ? `${ruleset} (${level})` : undefined;
};

/** An eligibility or claim response. */
export const readResponse = (way: Way, response: CoverageEligibilityResponse | ClaimResponse): Said => {
  const overall = partsOf(response.extension);
  const items = response.resourceType === 'ClaimResponse' ? response.item : response.insurance?.[0]?.item;
  const parts = partsOf(items?.[0]?.extension);
  const headline = response.disposition ?? '';
  const [advice] = textsIn(overall, 'advice');
  const [state] = textsIn(parts, 'state');
  const warnings = [...textsIn(overall, 'warning'), ...textsIn(parts, 'warning')];
  return {
    way,
    yes: isGo(advice, state, headline),
    hedged: HEDGE.test(headline) && state !== 'yes',
    advice,
    headline,
    text: [headline, ...textsIn(parts, 'reason'), ...warnings].join(' '),
    number: textsIn(parts, 'authorizationNumber')[0],
    rule: ruleOf(parts) ?? noticeIn(textsIn(parts, 'waiver')[0]),
    eligibility: textsIn(parts, 'eligibilityAsOf')[0],
  };
};

/** The answer for one slot, of `$bookable` or a row of the list. */
export const readSlotAnswer = (way: Way, answer: Parameters): Said => {
  const of = (name: string) => (answer.parameter ?? []).filter((one) => one.name === name);
  const reasons = of('reason').map(({ valueCodeableConcept }) => valueCodeableConcept?.text ?? '');
  const word = of('answer')[0]?.valueCode;
  const state = of('state')[0]?.valueCode;
  const [headline = ''] = reasons;
  const isYes = word === 'yes' || state === 'yes';
  const next = of('nextStep')[0]?.valueString ?? '';
  return {
    way,
    yes: isYes,
    hedged: isYes && state !== 'yes' && HEDGE.test(headline),
    advice: word,
    headline,
    text: [...reasons, ...of('note').map(({ valueString }) => valueString ?? ''), next].join(' '),
    number: of('authorization')[0]?.valueIdentifier?.value,
    rule: (of('ruleLevel')[0]?.valueCode && of('rule')[0]?.valueCanonical) ?? noticeIn(of('waiver')[0]?.valueString),
    eligibility: of('eligibilityAsOf')[0]?.valueDate,
  };
};

/** The list as it comes back to the scheduler's spreadsheet. */
export const readList = (csv: string): Said | undefined => {
  const [row] = parse<Readonly<Record<string, string>>>(csv, { columns: true, bom: true });
  if (!row) return undefined;
  const { answer, state, says = '', nextStep = '', authorization, rule, eligibilityAsOf } = row;
  const yes = answer === 'yes' || state === 'yes';
  return {
    way: 'csv',
    yes,
    hedged: yes && state !== 'yes' && HEDGE.test(says),
    advice: answer,
    headline: says,
    text: `${says} ${nextStep}`,
    number: authorization || undefined,
    rule: LEVEL.test(rule ?? '') ? rule : noticeIn(rule),
    eligibility: eligibilityAsOf || undefined,
  };
};

interface HookResponse {
  readonly cards?: readonly { readonly summary: string; readonly detail?: string }[];
  readonly systemActions?: readonly { readonly resource?: { readonly extension?: readonly Extension[] } }[];
}

const isGoOf = (summary: string): boolean => GO_WORDS.test(summary) && !HEDGE.test(summary);

/** What a clinician reads on the cards: of the ordered test, and of another one beside it. */
export const readCards = ({ cards = [] }: HookResponse): Said => {
  const [first] = cards;
  const headline = first?.summary ?? '';
  const text = cards.map(({ summary, detail = '' }) => `${summary} ${detail}`).join(' ');
  const { number, rule, notice, date } = RESTS_ON.exec(text)?.groups ?? {};
  return {
    way: 'card',
    yes: cards.some(({ summary }) => isGoOf(summary.replace(INSTEAD, ''))),
    hedged: false,
    number,
    rule: LEVEL.test(rule ?? '') ? rule : notice,
    eligibility: date,
    instead: cards.map(({ summary }) => INSTEAD.exec(summary)?.[1]).find((code) => code !== undefined),
    headline,
    text,
  };
};

const STATEMENT = /ext-coverage-information$/;

/** What the statement on the order says to software. */
export const readStatement = ({ systemActions = [] }: HookResponse): Said | undefined => {
  const [statement] = systemActions
    .flatMap(({ resource }) => resource?.extension ?? [])
    .filter(({ url }) => STATEMENT.test(url));
  if (!statement) return undefined;
  const parts = statement.extension ?? [];
  const [need = ''] = textsIn(parts, 'pa-needed');
  const [covered = ''] = textsIn(parts, 'covered');
  return {
    way: 'order',
    yes: need === 'no-auth' || need === 'satisfied',
    hedged: true,
    headline: `covered ${covered}, pa-needed ${need}`,
    text: JSON.stringify(parts),
  };
};

/** A yes that hides that coverage is not shown, by the answer's own advice. */
export const isBareAgainstItself = ({ advice, headline, yes, hedged }: Said): boolean =>
  !hedged && (NOT_SHOWN.has(advice ?? '') ? yes || GO_WORDS.test(headline) : false);
