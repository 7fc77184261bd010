import { filesByDay } from '../../../shared/rule-files/file-name.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { openShelf } from '../../../shared/rule-files/open-shelf.ts';
import { readRuleText } from '../../../shared/rule-files/rules-folder.ts';
import { draftOf, withDrafts } from '../../../shared/rule-files/with-drafts.ts';
import { readTextFile } from '../read-file.ts';

const IN_FORCE = /^([a-z][a-z0-9-]*)@(\d{4}-\d{2}-\d{2})$/;

const inForce = (payer: string, date: string) => {
  const bundle = loadRules().select(payer, date);
  if (!bundle) throw new Error(`There is no version of ${payer} on ${date}.`);
  return { bundle, program: undefined };
};

/** A policy or a program: `payer@date` is the version in force, anything else a file path. */
export const openVersion = (name: string) => {
  const [, payer, date] = IN_FORCE.exec(name) ?? [];
  if (payer && date) return inForce(payer, date);
  const draft = draftOf(name, readTextFile(name));
  const readText = withDrafts(readRuleText, [draft]);
  const shelf = openShelf(readText, {});
  if (draft.path.startsWith('definitions/') || draft.path.startsWith('benefit-rules/'))
    throw new Error(`${name} is part of policies: compare two policies that name it.`);
  if (!draft.path.startsWith('programs/')) return { bundle: shelf.bundleAt(draft.path), program: undefined };
  const catalog: readonly string[] = JSON.parse(readText('catalog.json'));
  const words = catalog.filter((path) => path.startsWith('definitions/'));
  const newest = [...filesByDay(words).values()].flat().at(-1) ?? '';
  return { bundle: undefined, program: shelf.programFor(draft.path, shelf.definitionsAt(newest)) };
};
