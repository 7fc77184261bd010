import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { addChecks } from './nag.ts';
import { readDeployment } from './settings.ts';
import { StresspassStack } from './stack.ts';

/** What `cdk` runs. The stack names no account and no region: credentials at deploy time say where it goes. */
const app = new App();
const stack = new StresspassStack(app, 'Stresspass', {
  settings: readDeployment(app.node),
  bundles: fileURLToPath(new URL('../dist', import.meta.url)),
});
addChecks(app, stack);
