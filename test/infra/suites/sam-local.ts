import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../shared/lambda/config.ts';
import { ofType, synthesize } from './synthesize.ts';

/** What the `cdk` command enables, and `sam local` needs to find the code. */
const { resources, outdir } = synthesize({ 'aws:cdk:enable-asset-metadata': true });
const functions = Object.entries(ofType(resources, 'AWS::Lambda::Function'));
const { Parameters }: { Parameters: Record<string, string> } = JSON.parse(
  readFileSync(new URL('../../../env.sam.json', import.meta.url), 'utf8'),
);

describe('sam local', () => {
  test.each(functions)('%s names its code, which exists, without source maps', (_, { Metadata, Properties }) => {
    expect(Metadata?.['aws:asset:property']).toBe('Code');
    const folder = join(outdir, String(Metadata?.['aws:asset:path']));
    const [file] = String(Properties.Handler).split('.');
    expect(existsSync(join(folder, `${file}.mjs`))).toBe(true);
    expect(existsSync(join(folder, `${file}.mjs.map`))).toBe(false);
  });

  test.each(functions)('%s declares every variable env.sam.json sets: others would be ignored', (_, { Properties }) => {
    const { Variables } = Properties.Environment as { Variables: object };
    expect(Object.keys(Variables)).toEqual(expect.arrayContaining(Object.keys(Parameters)));
    expect(Object.keys(Parameters)).toEqual(expect.arrayContaining(['TABLE_NAME', 'DYNAMODB_ENDPOINT']));
  });

  test('env.sam.json is a configuration the service accepts', () => {
    expect(readConfig({ ...Parameters, AUTH: 'required', AWS_LAMBDA_FUNCTION_NAME: 'FhirApi' })).toMatchObject({
      DYNAMODB_ENDPOINT: Parameters.DYNAMODB_ENDPOINT,
      AUTH: 'required',
    });
  });
});
