import { criteriaWords } from '../../core/decide/headline.ts';
import type { Advice } from '../../core/model/advice.ts';
import { DOCUMENT_WORDS } from '../../fhir/definitions/record-words.ts';
import type { Hook, HookService } from '../hook-service.ts';
import type { PolicyLink, Said } from '../said.ts';
import type { CardPart } from './card.ts';
import { coding } from './coding.ts';
import { otherTest } from './other-test.ts';
import { questionSentence, questionsFor } from './questions.ts';

const SHOWN = 5;

/** Advice that speaks of the coverage or of an authorization on file, not of criteria. */
const OF_COVERAGE: ReadonlySet<Advice> = new Set([
  'no-active-coverage',
  'benefit-not-covered',
  'ask-plan',
  'fix-authorization',
  'pa-not-required-setting',
  'proceed-authorized',
]);

/** What the coverage says; every card has it, at least as its first line. */
const coverage = ({ eligibility, determination: { advice, reasons } }: Said): CardPart => ({
  topic: 'insurance',
  sentences: advice === 'ask-plan' ? reasons.slice(0, 1) : [],
  detail: eligibility ? [`**Coverage:** ${eligibility}`] : [],
});

/** Questions can still change what is to be done: authorization is needed, or necessity is open. */
const questions = (one: Said, hook: Hook): CardPart | undefined => {
  const { authorizationRequired, necessity, advice } = one.determination;
  const open = questionsFor(one, hook);
  if (open.length === 0 || (authorizationRequired !== true && necessity !== 'unknown')) return undefined;
  const isDecisive = advice === 'pa-pend-info' || advice === 'proceed-no-pa';
  const says = isDecisive ? questionSentence(one, hook) : undefined;
  const more = open.length > SHOWN ? [`- and ${open.length - SHOWN} more`] : [];
  const heading = advice === 'pa-pend-info' ? 'To be answered:' : 'Answers that could still change this:';
  return {
    topic: 'appropriate-use',
    sentences: says ? [says] : [],
    detail: [`**${heading}**`, ...open.slice(0, SHOWN).map(({ question }) => `- ${question}`), ...more],
  };
};

const criteriaSentence = ({
  determination: { advice, assumed = [], authorizationRequired },
}: Said): string | undefined => {
  const whose = criteriaWords(assumed);
  const own = whose.charAt(0).toUpperCase() + whose.slice(1);
  if (advice === 'pa-likely-approve') return `${own} are likely met: send the request.`;
  if (advice === 'pa-likely-not-met') return `${own} are likely not met.`;
  return advice === 'manual-review' && authorizationRequired ? 'A reviewer must look first.' : undefined;
};

const isDocument = (code: string): code is keyof typeof DOCUMENT_WORDS => Object.hasOwn(DOCUMENT_WORDS, code);

const criteria = (one: Said, asksDocuments: boolean): CardPart | undefined => {
  const { advice, documents } = one.determination;
  if (OF_COVERAGE.has(advice) || advice === 'fix-coding' || advice === 'proceed-no-pa') return undefined;
  const says = criteriaSentence(one);
  const due = asksDocuments && advice === 'pa-likely-approve' ? documents.filter(isDocument) : [];
  return {
    topic: 'appropriate-use',
    sentences: says ? [says] : [],
    detail: due.length ? ['**Documents to send:**', ...due.map((code) => `- ${DOCUMENT_WORDS[code]}`)] : [],
  };
};

/** Where the request goes, and what that rests on. */
const sending = ({ channel }: Said): CardPart | undefined =>
  channel
    ? {
        topic: 'insurance',
        sentences: [],
        detail: [`**Where it goes:** ${channel.says}`, `**Why so:** ${channel.why}`],
      }
    : undefined;

const wordsOf = ({ title, retrieved }: PolicyLink): string =>
  `**Policy:** ${retrieved ? `${title}; as read on ${retrieved}.` : title}`;

/** A link to the policy, where it has a page to open. */
const policy = ({ policy: page, determination: { role, advice } }: Said): CardPart | undefined =>
  page && role === 'test' && advice !== 'no-active-coverage'
    ? {
        topic: 'guideline',
        sentences: [],
        detail: [wordsOf(page)],
        links: [{ label: 'Open the policy', url: page.address, type: 'absolute' }],
      }
    : undefined;

/** What a card has to say, most important first; its topic is that of the first part the client wants. */
export const cardParts = (one: Said, { hook, asksNoDocuments }: HookService): readonly CardPart[] => {
  const { advice } = one.determination;
  const [own, open, judged] = [coverage(one), questions(one, hook), criteria(one, !asksNoDocuments)];
  const isOfCoverage = OF_COVERAGE.has(advice);
  const asksFirst = advice === 'pa-pend-info';
  const all = [
    coding(one),
    isOfCoverage ? own : undefined,
    asksFirst ? open : judged,
    sending(one),
    otherTest(one),
    asksFirst ? judged : open,
    policy(one),
    isOfCoverage ? undefined : own,
  ];
  return all.filter((part) => part !== undefined);
};
