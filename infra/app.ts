import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { addChecks } from './nag.ts';
import { readDeployment } from './settings.ts';
import { StresspassStack } from './stack.ts';

/** Entry point of `cdk`. The stack names no account and no region: deploy-time credentials decide. */
const app = new App();
const stack = new StresspassStack(app, 'Stresspass', {
  settings: readDeployment(app.node),
  bundles: fileURLToPath(new URL('../dist', import.meta.url)),
});
addChecks(app, stack);
