/** A page of the documentation, as its own first lines introduce it. */
interface PageIntroduction {
  readonly name: string;
  readonly title: string;
  readonly says: string;
}

const FENCE = /^```[\s\S]*?^```/gm;
const LINK = /\[([^[\]]{0,200})\]\([^()]{0,200}\)/g;

/** First sentence of the first paragraph of text. */
const firstSentence = (text: string): string => {
  const paragraphs = text
    .replace(FENCE, '')
    .split(/\n\s*\n/)
    .map((one) => one.replace(/\s+/g, ' ').trim());
  const prose = paragraphs.find((one) => /^[A-Z*`]/.test(one)) ?? '';
  return (/^.*?[.:](?= |$)/.exec(prose)?.[0] ?? prose).replace(LINK, '$1').replace(/[*`]/g, '').replace(/:$/, '.');
};

export const introduce = (name: string, text: string): PageIntroduction => {
  const [, title = name, rest = text] = /^# (.+)\n([\s\S]*)$/.exec(text) ?? [];
  return { name, title: title.replace(/[*`]/g, ''), says: firstSentence(rest) };
};

/** `/llms.txt` (llmstxt.org): what there is to read, in one list of links. */
export const writeLlms = (url: string, pages: readonly PageIntroduction[]): string =>
  [
    '# Stresspass',
    '',
    '> Answers prior authorization and eligibility for cardiac stress tests, inside the order and before the booking.',
    '> Unknown is never "not required", and silence is never "go ahead".',
    '',
    '## API',
    '',
    `- [OpenAPI 3.1](${url}/openapi.json): every endpoint with schemas and examples that are run in tests`,
    `- [CapabilityStatement](${url}/r4/metadata): the same for FHIR R4 clients`,
    `- [CDS services](${url}/cds-services): hooks an EHR can call`,
    '',
    '## Docs',
    '',
    ...pages.map(({ name, title, says }) => `- [${title}](${url}/docs/${name})${says ? `: ${says}` : ''}`),
    '',
  ].join('\n');
