/** Words a payer's reason names papers by, and what we call them; the reason itself is never repeated. */
const PAPERS: readonly (readonly [says: string, ...words: readonly string[]])[] = [
  ['the office note', 'note', 'notes', 'visit', 'h&p', 'consult', 'consultation'],
  ['the resting ECG', 'ecg', 'ekg', 'electrocardiogram'],
  ['a form', 'form', 'forms', 'questionnaire', 'worksheet'],
  ['reports of earlier tests', 'report', 'reports', 'result', 'results', 'echo', 'lab', 'labs'],
  ['a talk with the clinician', 'peer', 'p2p'],
  ['more information', 'information', 'info', 'documentation', 'documents', 'records', 'record', 'chart', 'clinicals'],
];
/** Words of a payer that works on the request and wants nothing. */
const WORKING: ReadonlySet<string> = new Set(
  'a an at being by director for hours days in is it its medical nurse of on our pend pended pending payer physician process processing queue received review reviewed reviewer reviewing submitted team the to under with within decision awaiting awaited request'.split(
    ' ',
  ),
);

const wordsOf = (reason: string): readonly string[] =>
  reason
    .toLowerCase()
    .split(/[^a-z0-9&]/)
    .filter((word) => /[a-z]/.test(word));

/**
 * What a payer that pended a request wants from the practice; nothing where it gives no reason or only says that it
 * works on it. A reason not understood is taken as asking: nobody must wait for what nobody sends.
 */
export const askedFor = (reason: string | undefined): string | undefined => {
  const words = wordsOf(reason ?? '');
  const isWork = (word: string) => WORKING.has(word) || (word === 'clinical' && words.includes('review'));
  if (words.every(isWork)) return undefined;
  const [found] = PAPERS.find(([, ...names]) => words.some((word) => names.includes(word))) ?? [];
  return found ?? 'something, as its reason says';
};
