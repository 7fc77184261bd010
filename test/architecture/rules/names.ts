import { forbid, isCode, isTypescript, type Rule, type TreeFile } from './tree.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d|crash\.config))?\.tsx?$/;
const FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const WORDS = 'util|helper|common|manager|data|process|misc';
/** The word alone, or as the last part of a longer name (`date-helper`): it says nothing about the thing. */
const EMPTY_FILE = new RegExp(`^(${WORDS})s?$|-(util|helper|common|manager|misc)s?$`);
const EMPTY_EXPORT = new RegExp(
  `export (?:const|function|class|interface|type) (?:(?:${WORDS})s?|\\w+(?:Util|Helper|Manager|Misc)s?)\\b`,
  'gi',
);

const partsOf = ({ path }: TreeFile): readonly string[] => path.split('/');

export const checkFileNames: Rule = (tree) =>
  tree.filter(isTypescript).flatMap((file) => {
    const parts = partsOf(file);
    const name = parts.at(-1) ?? '';
    const folders = parts.slice(0, -1);
    const empty = [...folders, name.split('.')[0] ?? ''].filter((part) => EMPTY_FILE.test(part));
    return [
      ...(KEBAB.test(name) && folders.every((folder) => FOLDER.test(folder))
        ? []
        : [`${file.path}:1 is not kebab-case`]),
      ...empty.map((part) => `${file.path}:1 the name "${part}" says nothing`),
    ];
  });

export const checkExportNames: Rule = forbid(isCode, EMPTY_EXPORT, 'an exported name that says nothing');

export const checkDefaultExports: Rule = forbid(
  (file) => isCode(file) && !file.path.endsWith('.config.ts') && !file.path.endsWith('.d.ts'),
  /^export default\b|^export \{.*\bas default\b/gm,
  'a default export',
);

export const checkLooseTypes: Rule = forbid(
  isCode,
  /:\s*any\b(?!\()|<any>|\bas any\b|\bas unknown as\b/g,
  'a type that proves nothing',
);
export const checkSilencers: Rule = (tree) =>
  tree
    .filter(isCode)
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          /@ts-(ignore|expect-error|nocheck)/.test(line) ? [`${path}:${index + 1} silences the compiler`] : [],
        ),
    );
