import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readDeployment } from '../../../infra/settings.ts';
import { StresspassStack } from '../../../infra/stack.ts';

export interface CloudResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/** The stack over empty bundles: the template does not depend on their content. */
export const makeStack = (context: Readonly<Record<string, unknown>> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'stresspass-stack-'));
  for (const name of readdirSync(new URL('../../../functions/', import.meta.url))) {
    mkdirSync(join(folder, 'dist', name), { recursive: true });
    writeFileSync(join(folder, 'dist', name, 'index.mjs'), `// ${name}\n`);
    writeFileSync(join(folder, 'dist', name, 'index.mjs.map'), '{}');
  }
  const app = new App({ context, outdir: join(folder, 'cdk.out') });
  const stack = new StresspassStack(app, 'Stresspass', {
    settings: readDeployment(app.node),
    bundles: join(folder, 'dist'),
  });
  return { app, stack, outdir: join(folder, 'cdk.out') };
};

export const synthesize = (context: Readonly<Record<string, unknown>> = {}) => {
  const { stack, outdir } = makeStack(context);
  const template = Template.fromStack(stack);
  return { template, outdir, resources: template.toJSON().Resources as Readonly<Record<string, CloudResource>> };
};

/** Resources of one type by logical id. */
export const ofType = (resources: Readonly<Record<string, CloudResource>>, type: string) =>
  Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type === type));

/** Logical id a property references, by Ref or GetAtt. */
export const pointsAt = (value: unknown): string | undefined => {
  const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  return Ref ?? attribute?.[0];
};
