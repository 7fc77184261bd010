import { posix } from 'node:path';
import { findAll, isCode, isSource, type Rule, type TreeFile } from './tree.ts';

const isGuide = ({ path }: TreeFile): boolean => path === 'README.md' || /^docs\/.*\.md$/.test(path);
const withoutCode = (text: string): string =>
  text.replace(/```[\s\S]*?```|`[^`\n]*`/g, (code) => code.replace(/[^\n]/g, ' '));

/** `npm test`, `npm start` and `npm run x` in the guides. */
const COMMAND = /\bnpm (?:run ([\w:-]+)|(test|start)\b)/g;

/** The scripts of package.json and the commands in the guides match. */
export const checkScripts: Rule = (tree) => {
  const readme = tree.find(({ path }) => path === 'README.md');
  const manifest = tree.find(({ path }) => path === 'package.json');
  if (!readme || !manifest) return ['README.md:1 or package.json is missing'];
  const scripts = Object.keys((JSON.parse(manifest.text) as { scripts: object }).scripts);
  const said = tree
    .filter((file) => isGuide(file) || (isSource(file) && file.path.startsWith('infra/')))
    .flatMap(({ path, text }) =>
      findAll(text, COMMAND).map(({ line, found }) => ({ at: `${path}:${line}`, name: found[1] ?? found[2] ?? '' })),
    );
  const inGuides = new Set(said.filter(({ at }) => /^(README|docs\/.*)\.md:/.test(at)).map(({ name }) => name));
  return [
    ...said.filter(({ name }) => !scripts.includes(name)).map(({ at, name }) => `${at} npm run ${name} does not exist`),
    ...scripts.filter((name) => !inGuides.has(name)).map((name) => `package.json:1 script ${name} is in no guide`),
  ];
};

const COMMANDS = 'docs/commands.md';
const SECTION = /^#+ npx stresspass ?(.*)$/gm;
/** `npx stresspass` and the words behind it, up to an option, a file, an argument or the end of the code. */
const NAMED = /\bnpx stresspass((?: [a-z][a-z-]*(?![\w./@=-]))*)/g;
const isHelp = (path: string): boolean => path === '' || path === 'help';

/**
 * What guides and our own messages call a command is one: a section of `docs/commands.md`, which a test holds to the
 * help of the commands. A group is followed by one of its commands, or named alone.
 */
export const checkCommands: Rule = (tree) => {
  const page = tree.find(({ path }) => path === COMMANDS);
  if (!page) return [`${COMMANDS}:1 is missing`];
  const known = new Set(findAll(page.text, SECTION).map(({ found }) => found[1] ?? ''));
  const isGroup = (path: string) => [...known].some((one) => one.startsWith(`${path} `));
  /** The longest beginning that is a command; words behind a command of no group are its arguments. */
  const isKnown = (words: readonly string[]): boolean => {
    for (let count = words.length; count > 0; count--) {
      const path = words.slice(0, count).join(' ');
      if (known.has(path)) return count === words.length || !isGroup(path);
    }
    return words.length === 0;
  };
  return tree
    .filter((file) => (isGuide(file) && file.path !== COMMANDS) || (isSource(file) && file.path.startsWith('infra/')))
    .flatMap(({ path, text }) =>
      findAll(text, NAMED).flatMap(({ line, found }) => {
        const said = (found[1] ?? '').trim();
        return isHelp(said) || isKnown(said.split(' '))
          ? []
          : [`${path}:${line} npx stresspass ${said} does not exist`];
      }),
    );
};

const LINK = /\[[^\]\n]*\]\(([^)\s]+)\)/g;
const HEADING = /^#+\s+(.+)$/gm;

/** The anchor GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

/** Whether a link of a file points to an existing file, and to an existing heading. */
const leaderOf = (tree: readonly TreeFile[]) => {
  const texts = new Map(tree.map(({ path, text }) => [path, text]));
  return (from: string, link: string): boolean => {
    const [file = '', anchor] = link.split('#');
    const target = file ? posix.join(posix.dirname(from), file).replace(/\/$/, '') : from;
    const text = texts.get(target);
    if (text === undefined) return !anchor && tree.some(({ path }) => path.startsWith(`${target}/`));
    return !anchor || findAll(text, HEADING).some(({ found }) => anchorOf(found[1] ?? '') === anchor);
  };
};

/** Every internal link is valid. */
export const checkLinks: Rule = (tree) => {
  const leads = leaderOf(tree);
  return tree.filter(isGuide).flatMap(({ path, text }) =>
    findAll(withoutCode(text), LINK)
      .filter(({ found }) => !/^[a-z]+:/.test(found[1] ?? '') && !leads(path, found[1] ?? ''))
      .map(({ line, found }) => `${path}:${line} leads nowhere: ${found[1]}`),
  );
};

/** A page and its heading, as comments cite them. */
const CITATION = /\bdocs\/[\w/-]+\.md(?:#[\w-]+)?/g;

/** Every page and heading a comment cites exists. */
export const checkCitations: Rule = (tree) => {
  const leads = leaderOf(tree);
  return tree.filter(isCode).flatMap(({ path, text }) =>
    findAll(text, CITATION)
      .filter(({ found }) => !leads('README.md', found[0]))
      .map(({ line, found }) => `${path}:${line} leads nowhere: ${found[0]}`),
  );
};
