import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NAMESPACE } from '../../../shared/adapters/measures.ts';
import { ofType, synthesize } from './synthesize.ts';

const { resources } = synthesize();
const textOf = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const textOfAll = (folder: string): string =>
  readdirSync(new URL(`../../../${folder}/`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => textOf(`${folder}/${name}`))
    .join('\n');
const runbook = textOf('docs/runbook.md');
const [rings = '', measured = ''] = runbook.split('## What is measured');
const alarms = Object.entries(ofType(resources, 'AWS::CloudWatch::Alarm'));
const functions = Object.keys(ofType(resources, 'AWS::Lambda::Function')).map((id) => id.replace(/[0-9A-F]{8}$/, ''));

/** As the runbook calls it: one line for the same alarm of every function. */
const lineOf = (id: string): string => {
  const name = id.replace(/^Watch/, '').replace(/[0-9A-F]{8}$/, '');
  const owner = functions.find((one) => name.startsWith(one));
  return owner ? `<Function>${name.slice(owner.length)}` : name;
};

describe('the runbook', () => {
  test('has one line for every alarm, and none for alarms there are not', () => {
    const lines = [...rings.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name).sort();
    expect([...new Set(alarms.map(([id]) => lineOf(id)))].sort()).toEqual(lines);
    for (const line of rings.match(/^\| `.*$/gm) ?? [])
      expect(line.split(' | ').every((cell) => cell.length > 2)).toBe(true);
  });

  test('names every metric that is measured, and every alarm on one of ours watches a metric there is', () => {
    const source = textOf('shared/adapters/measures.ts');
    const made = [...source.matchAll(/(?:took|share|count|age)\('(\w+)'/g)].map(([, name]) => name!);
    expect(made.length).toBeGreaterThan(8);
    for (const name of made) expect(measured).toContain(`\`${name}\``);
    const watched = alarms.flatMap(([, { Properties }]) =>
      Properties.Namespace === NAMESPACE ? [String(Properties.MetricName)] : [],
    );
    expect(watched.length).toBeGreaterThan(0);
    for (const name of watched) expect(made).toContain(name);
  });

  test('every word of the log it sends people to is written somewhere', () => {
    const words = [...rings.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, word]) => word!);
    const sources = ['shared/app', 'shared/handlers', 'shared/lambda'].map((folder) => textOfAll(folder)).join('\n');
    for (const word of new Set(words)) expect(sources, word).toContain(`'${word}'`);
  });
});
