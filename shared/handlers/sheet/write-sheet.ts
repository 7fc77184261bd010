import { createHash } from 'node:crypto';
import { escapeMarkup } from '../../core/model/escape-markup.ts';
import type { RequestContent } from '../../core/submission/request-content.ts';
import { isMachine, type Submission } from '../../core/submission/submission.ts';
import { documentWord } from '../../fhir/definitions/record-words.ts';
import { type Field, type SheetSection, sheetSections } from './sheet-fields.ts';

const STYLE = `body{font:14px/1.4 system-ui,sans-serif;margin:2rem auto;max-width:52rem;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.05rem;border-bottom:1px solid #777;margin-top:1.6rem}
dl{display:grid;grid-template-columns:14rem 1fr;gap:.25rem .75rem}dt{color:#444}dd{margin:0}
input{width:100%;border:1px solid #999;padding:.2rem .4rem;font:inherit;color:inherit;background:#fff}
.missing{border:2px solid #a00;padding:.5rem 1rem}li{margin:.2rem 0}
@media print{body{margin:0;max-width:none;font-size:11pt}input{border:0;padding:0}section{break-inside:avoid}.screen{display:none}}`;

/** Nothing runs and nothing is fetched: this style alone is let in, by its digest. */
export const SHEET_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** A field one can select and copy whole, without a script. */
const fieldOf = ([label, value]: Field, id: string): string =>
  value
    ? `<dt><label for="${id}">${escapeMarkup(label)}</label></dt><dd><input id="${id}" readonly value="${escapeMarkup(value)}"></dd>`
    : '';

const sectionOf = ({ title, fields }: SheetSection, index: number): string => {
  const rows = fields.map((field, row) => fieldOf(field, `f${index}-${row}`)).join('');
  return rows ? `<section><h2>${escapeMarkup(title)}</h2><dl>${rows}</dl></section>` : '';
};

const list = (title: string, lines: readonly string[]): string =>
  lines.length
    ? `<section><h2>${escapeMarkup(title)}</h2><ul>${lines.map((line) => `<li>${escapeMarkup(line)}</li>`).join('')}</ul></section>`
    : '';

const DOCUMENT = { attached: 'goes with it', 'in-chart': 'in the chart', missing: 'still to come' } as const;
const NOT_VERIFIED = ' (our reading; not verified for this plan)';

const howTo = ({ channel }: Submission): string => {
  if (isMachine(channel)) return `Sent by machine (${channel.kind}); print it to ask by another way.`;
  return [channel.says, channel.contact].filter(Boolean).join(' ');
};

/** A request as a page to print, to fax, or to copy into a portal field by field. */
export const writeSheet = (content: RequestContent, submission: Submission): string => {
  const { standing, channel } = submission;
  const missing = standing.state === 'draft' ? standing.missing : [];
  const { payer, criteria, documents, note } = content;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>Prior authorization request</title><style>${STYLE}</style></head><body>`,
    `<header><h1>Prior authorization request to ${escapeMarkup(payer.name)}</h1>`,
    `<p>${escapeMarkup(howTo(submission))} ${escapeMarkup(channel.why)}</p></header>`,
    missing.length
      ? `<div class="missing"><h2>Not ready: ${missing.length} missing</h2><ul>${missing
          .map(({ says, fix }) => `<li>${escapeMarkup(`${says} ${fix}`)}</li>`)
          .join('')}</ul></div>`
      : '',
    ...sheetSections(content).map(sectionOf),
    list(
      'Reasons for the test',
      // What they rest on is named by its address in the EHR, which says nothing on paper.
      criteria.map(({ says, level }) => `${says}${level === 'illustrative' ? NOT_VERIFIED : ''}`),
    ),
    list(
      'Documents',
      documents.map(
        ({ name, loinc, state }) =>
          `${documentWord(name) ?? name}${loinc && loinc !== name ? ` (LOINC ${loinc})` : ''}: ${DOCUMENT[state]}`,
      ),
    ),
    list('Note', note ? [note] : []),
    '<p class="screen">When the payer answers, record its status, number and kind, window, codes, units, site, and who told you.</p>',
    '</body></html>',
  ].join('\n');
};
