import { forbid, isCode, type Rule, type TreeFile } from './tree.ts';

const isText = ({ path }: TreeFile): boolean =>
  !path.startsWith('test/architecture/') &&
  path !== 'package-lock.json' &&
  /\.(ts|mjs|js|json|md|ya?ml|csv|html|css)$|\/run$/.test(path);

/** Reads the whole text, comments too. */
const forbidText =
  (where: (file: TreeFile) => boolean, pattern: RegExp, says: string): Rule =>
  (tree) =>
    tree.filter(where).flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const found = line.match(pattern);
        return found ? [`${path}:${index + 1} ${says}: ${found[0].trim()}`] : [];
      }),
    );

export const checkPromises: Rule = forbidText(isCode, /\b(TODO|FIXME)\b/, 'a promise instead of code');

export const checkMachinePaths: Rule = forbidText(
  (file) => isText(file) && !file.path.startsWith('test/fhir/'),
  /(?<![\w.~})/-])\/(?:home|Users|root|work|workspace|mnt)\/[\w.-]+/,
  'a path of one machine',
);

export const checkRegistryHosts: Rule = forbidText(
  (file) => isText(file) || file.path === '.npmrc' || file.path === 'package-lock.json',
  /https?:\/\/(?:[\w.-]*\.)?(?:registry|npm|artifactory|nexus|verdaccio|jfrog)[\w-]*\.[^\s"']+|^\s*registry\s*=/i,
  'a package registry',
);

/** What the code needs of a design stands in `docs/`; a file outside the repository cannot be followed from here. */
export const checkOutsideCitations: Rule = forbidText(
  isText,
  /\bthe (?:\w+ )?sheet(?:['’]s)?\b|\bthe contract(?:['’]s)?\b|(?<![\w.:/"-])(?:reference|design)\/[\w-]+/i,
  'cites a file that is not here',
);

/** Turns of phrase of the code owners' own texts. Data and sentences of ours say it in other words. */
const DESCRIPTORS = [
  'maximal or submaximal',
  'qualitative or quantitative wall motion',
  'first pass or gated technique',
  'interpretation and report only',
  'tracing only, without interpretation',
  'supervision only, without interpretation',
  'redistribution and/or rest reinjection',
  'single study, at rest or stress',
  'multiple studies, at rest and/or stress',
  'with image documentation \\(2d\\)',
  'real-?time with image documentation',
  'not otherwise classified, diagnostic',
  'diagnostic, per study dose',
  'per study dose, up to',
  'precertification/authorization/notification',
  'this service/equipment/drug is not covered',
  'non-covered charge\\(s\\)',
];

export const checkDescriptors: Rule = forbid(isText, new RegExp(DESCRIPTORS.join('|'), 'gi'), 'words of a code owner');
