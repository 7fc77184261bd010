import { describe, expect, test } from 'vitest';
import { NAMESPACE } from '../../../shared/adapters/measures.ts';
import { readText } from '../../docs/pages.ts';
import { functionNames } from './stack-facts.ts';
import { ofType, synthesize } from './synthesize.ts';

const { resources } = synthesize();
const [rings = '', measured = ''] = readText('docs/runbook.md').split('## What is measured');
const alarms = Object.entries(ofType(resources, 'AWS::CloudWatch::Alarm'));
const functions = functionNames(resources);

/** As the runbook lists it: one line for the same alarm of every function. */
const lineOf = (id: string): string => {
  const name = id.replace(/^Watch/, '').replace(/[0-9A-F]{8}$/, '');
  const owner = functions.find((one) => name.startsWith(one));
  return owner ? `<Function>${name.slice(owner.length)}` : name;
};

describe('the runbook', () => {
  test('has one line for every alarm, and none for alarms that do not exist', () => {
    const lines = [...rings.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name).sort();
    expect([...new Set(alarms.map(([id]) => lineOf(id)))].sort()).toEqual(lines);
    for (const line of rings.match(/^\| `.*$/gm) ?? [])
      expect(line.split(' | ').every((cell) => cell.length > 2)).toBe(true);
  });

  test('every alarm on our own metric watches one that is sent', () => {
    const watched = alarms.flatMap(([, { Properties }]) =>
      Properties.Namespace === NAMESPACE ? [String(Properties.MetricName)] : [],
    );
    expect(watched.length).toBeGreaterThan(0);
    for (const name of watched) expect(measured).toContain(`| \`${name}\` | `);
  });
});
