import type { PairEdit } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import { groupBy } from '../model/group-by.ts';
import { type Alike, type Check, judgedBy, othersOfDay, type Scene } from './check.ts';
import { type CodedLine, isOurs, listedLines, sameBiller } from './coded-line.ts';

/** At least one of two lines of a day is a test or its companion. */
const comparable = (a: CodedLine, b: CodedLine) => isOurs(a) || isOurs(b);

const named = (line: CodedLine) => `${line.code} (line ${line.line})`;

/** An office visit takes the modifier itself; for other separate services it may be on either line. */
const modifierFor = (edit: PairEdit, first: CodedLine, second: CodedLine): string | undefined => {
  const carried = edit.modifiers?.includes('25') ? second.modifiers : [...second.modifiers, ...first.modifiers];
  return edit.modifiers?.find((modifier) => carried.includes(modifier));
};

const fixFor = (edit: PairEdit, first: CodedLine, second: CodedLine): string => {
  if (first.procedure?.parts?.includes(second.code))
    return `If this biller did the whole test, report ${first.code} alone and remove ${second.code}; otherwise remove ${first.code} and report only the parts it did.`;
  const combined = first.procedure?.combined;
  if (combined && second.procedure?.parts)
    return `Report ${combined.code} instead of both if one clinician did all of it (${combined.code}-26 where another owns the equipment); else ${first.code} with the parts that were done.`;
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
  // Modifiers are added on the claim, so a pair that a modifier can separate is only a warning on an order.
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

/** No edit covers a whole test and its part reported by different billers, yet only one of them can be right. */
const wholeByAnotherBiller = (whole: CodedLine, part: CodedLine): readonly Finding[] =>
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

const STRICTEST: readonly Finding['severity'][] = ['error', 'warning', 'information'];

/** Of the findings of a line with one other code, the strictest: the pair is corrected once, however many lines have it. */
const strictest = (found: readonly Finding[]): readonly Finding[] =>
  STRICTEST.map((severity) => found.find((one) => one.severity === severity))
    .flatMap((one) => one ?? [])
    .slice(0, 1);

/** What a line has with one line of another kind on its day. */
const judgeWith = (line: CodedLine, other: CodedLine, { codebook, dialect }: Scene): readonly Finding[] => {
  if (!comparable(line, other)) return [];
  if (!sameBiller(line, other))
    return line.service.claimType === other.service.claimType ? wholeByAnotherBiller(line, other) : [];
  const edit = codebook.pairEdit(line.code, other.code, line.date);
  return edit && edit.indicator !== 9 && edit.column2 === line.code ? [judgePair(edit, other, line, dialect)] : [];
};

/** All lines of a kind have the same findings: they are found once and repeated for each. */
const judgeKind = (kind: Alike, scene: Scene): readonly Finding[] => {
  const [model] = kind;
  if (!model) return [];
  const others = groupBy(othersOfDay(scene, model), ({ code }) => code);
  const found = [...others.values()].flatMap((same) => strictest(same.flatMap((one) => judgeWith(model, one, scene))));
  return found.length ? kind.flatMap((line) => found.map((one) => ofLine(one, model, line))) : [];
};

/** The finding says which line it is about. */
const ofLine = (finding: Finding, model: CodedLine, line: CodedLine): Finding =>
  line === model
    ? finding
    : { ...finding, line: line.line, says: finding.says.replaceAll(named(model), () => named(line)) };

/** NCCI procedure-to-procedure edits between lines of one provider group on one date. */
export const pairCheck: Check = {
  isBetweenLines: true,
  dataSet: judgedBy('pair-edits'),
  subject: 'Pair edits',
  concerns: (line, scene) => othersOfDay(scene, line).some((other) => comparable(line, other)),
  find: (scene) => [...scene.days.values()].flatMap((kinds) => kinds.flatMap((kind) => judgeKind(kind, scene))),
};
