import { isSource, isTest, type Rule, type TreeFile } from './tree.ts';

const HARD = 200;
const ENDPOINT = 25;
const TEST = 300;
const MEDIAN = 50;
const P90 = 120;

const lengthOf = ({ text }: TreeFile): number => text.replace(/\n$/, '').split('\n').length;
const isEndpoint = ({ path }: TreeFile): boolean => /^functions\/.*\.ts$/.test(path);
const isConfig = ({ path }: TreeFile): boolean => /^[\w.-]+\.ts$/.test(path);

const over = (files: readonly TreeFile[], limit: number, what: string): readonly string[] =>
  files
    .filter((file) => lengthOf(file) > limit)
    .map((file) => `${file.path}:${lengthOf(file)} ${what} of more than ${limit} lines`);

export const checkLengths: Rule = (tree) => [
  ...over(
    tree.filter((file) => isSource(file) || isConfig(file)),
    HARD,
    'a source file',
  ),
  ...over(tree.filter(isEndpoint), ENDPOINT, 'an endpoint'),
  ...over(tree.filter(isTest), TEST, 'a test file'),
];

/** Smallest length that this share of the files does not exceed. */
const quantile = (lengths: readonly number[], share: number): number =>
  lengths.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(lengths.length * share) - 1)] ?? 0;

const SPREAD = ['shared', 'web'];

/** Most files of a room are short: half of them at most 50 lines, nine in ten at most 120. */
export const checkSpread: Rule = (tree) =>
  SPREAD.flatMap((room) => {
    const lengths = tree.filter((file) => file.path.startsWith(`${room}/`) && isSource(file)).map(lengthOf);
    const median = quantile(lengths, 0.5);
    const p90 = quantile(lengths, 0.9);
    return [
      ...(median > MEDIAN ? [`${room}/:1 median length ${median} is over ${MEDIAN}`] : []),
      ...(p90 > P90 ? [`${room}/:1 ninth decile of lengths ${p90} is over ${P90}`] : []),
    ];
  });
