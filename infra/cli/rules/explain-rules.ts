import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { explainChannels } from '../../../shared/rule-files/author/explain-channels.ts';
import { explainPolicy } from '../../../shared/rule-files/author/explain-policy.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, Refusal, wrongUsage } from '../refusal.ts';
import { isDay, today } from '../today.ts';

const LEGEND =
  'In brackets: how sure a value is. “Our estimate” is general knowledge or our choice, never the payer’s word.';

/** The policy of a payer for one test on a day, as sentences. */
export const explainRules = (payer: string, code: string, day: string | undefined, options: JsonOption): ExitCode => {
  const date = day ?? today();
  if (!isDay(date)) throw wrongUsage(`"${date}" is no day; YYYY-MM-DD is needed.`);
  const rules = loadRules();
  const named = rules.payers.find(({ id }) => id === payer);
  if (!named) throw wrongUsage(`"${payer}" is no payer; it can be ${rules.payers.map(({ id }) => id).join(', ')}.`);
  const codebook = loadCodebook();
  const procedure = codebook.procedure(code);
  if (!procedure?.group || !procedure.modality) throw wrongUsage(`"${code}" is no code of a cardiac stress test.`);
  const { group, modality, says } = procedure;
  const bundle = rules.select(payer, date);
  if (!bundle) throw new Refusal(`No version of ${named.name} holds on ${date}: every answer is “ask the plan”.`);
  const { ruleset } = bundle;
  const sections = [...explainPolicy(bundle, group, modality, date), ...explainChannels(codebook, payer, group, date)];
  print(
    options,
    { payer, code: procedure.code, group, modality, date, ruleset: ruleset.id, version: ruleset.version, sections },
    [
      `${named.name}, ${procedure.code} (${says}), on ${date}`,
      `${ruleset.id} ${ruleset.version}, from ${ruleset.effectiveFrom}${ruleset.effectiveTo ? ` to ${ruleset.effectiveTo}` : ''}`,
      LEGEND,
      ...sections.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  ${line}`)]),
    ],
  );
  return 0;
};
