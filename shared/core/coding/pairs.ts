import type { PairEdit } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import { type Check, judgedBy, type Scene } from './check.ts';
import { type CodedLine, isOurs, listedLines, sameBiller } from './coded-line.ts';

/** Two lines of one day of which one at least is ours. */
const comparable = (a: CodedLine, b: CodedLine) => a.date === b.date && (isOurs(a) || isOurs(b));

const named = (line: CodedLine) => `${line.code} (line ${line.line})`;

/** A visit answers with its own modifier; any other separate service may carry it on either line. */
const modifierFor = (edit: PairEdit, first: CodedLine, second: CodedLine): string | undefined => {
  const carried = edit.modifiers?.includes('25') ? second.modifiers : [...second.modifiers, ...first.modifiers];
  return edit.modifiers?.find((modifier) => carried.includes(modifier));
};

const fixFor = (edit: PairEdit, first: CodedLine, second: CodedLine): string => {
  if (first.procedure?.parts?.includes(second.code))
    return `If this biller did the whole test, report ${first.code} alone and remove ${second.code}; otherwise remove ${first.code} and report only the parts it did.`;
  if (edit.indicator === 0) return `Remove ${second.code}; report ${first.code} alone.`;
  const visit = edit.modifiers?.includes('25') ?? false;
  const when = visit
    ? 'the visit was significant, separate and not about doing the test'
    : 'it was a truly separate encounter, not part of doing the test';
  return `Remove ${second.code}. A modifier (${listedLines(edit.modifiers ?? [], 'or')}) is right only if ${when}.`;
};

const judgePair = (edit: PairEdit, first: CodedLine, second: CodedLine, dialect: Scene['dialect']): Finding => {
  const broken = `${named(first)} and ${named(second)} are not paid together: ${edit.rationale}.`;
  const at = { line: second.line, carc: '236' };
  const error = { ...at, severity: 'error' as const, fix: fixFor(edit, first, second) };
  if (edit.indicator === 0)
    return { ...error, id: 'pair-edit', rarc: 'N20', says: `${broken} No modifier changes that.` };
  const modifier = modifierFor(edit, first, second);
  // Modifiers are put on claims: what one could still separate is no error before there is a claim.
  const severity = dialect === 'claim' ? 'error' : 'warning';
  if (modifier === undefined) return { ...error, severity, id: 'pair-edit', rarc: 'M80', says: broken };
  const visit = modifier === '25';
  return {
    ...at,
    id: 'pair-edit-modifier',
    severity: visit ? 'information' : 'warning',
    says: `Modifier ${modifier} says that ${named(second)} is separate from ${named(first)}.`,
    fix: visit
      ? 'Keep it only if the visit was significant, separate and not about doing the test; the note must show it.'
      : `Keep it only if it was a truly separate encounter; a service that is part of doing the test stays unreported whatever the modifier.`,
  };
};

/** Of a whole and its part by different billers no edit speaks, yet only one of them can be right. */
const wholeElsewhere = (whole: CodedLine, part: CodedLine): readonly Finding[] =>
  whole.procedure?.parts?.includes(part.code)
    ? [
        {
          id: 'whole-and-part-by-two-billers',
          severity: 'warning',
          line: whole.line,
          carc: '97',
          rarc: 'M15',
          says: `${named(whole)} claims the whole test while another biller reports its part ${named(part)}.`,
          fix: `If the other biller did that part, replace ${whole.code} by the remaining parts.`,
        },
      ]
    : [];

const findPairs = ({ lines, codebook, dialect }: Scene): readonly Finding[] =>
  lines.flatMap((a, index) =>
    lines.slice(index + 1).flatMap((b): readonly Finding[] => {
      if (!comparable(a, b)) return [];
      if (!sameBiller(a, b)) {
        const oneKind = a.service.claimType === b.service.claimType;
        return oneKind ? [...wholeElsewhere(a, b), ...wholeElsewhere(b, a)] : [];
      }
      const edit = codebook.pairEdit(a.code, b.code, a.date);
      if (!edit || edit.indicator === 9) return [];
      return [edit.column1 === a.code ? judgePair(edit, a, b, dialect) : judgePair(edit, b, a, dialect)];
    }),
  );

/** NCCI procedure-to-procedure edits between lines of one provider group on one date. */
export const pairCheck: Check = {
  dataSet: judgedBy('pair-edits'),
  subject: 'Pair edits',
  concerns: (line, { lines }) => lines.some((other) => other !== line && comparable(line, other)),
  find: findPairs,
};
