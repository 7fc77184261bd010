import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { ACKNOWLEDGED, addChecks, DESK_ACKNOWLEDGED } from './nag.ts';
import { readDeployment } from './settings.ts';
import { StresspassStack } from './stack.ts';

/** Entry point of `cdk`. The stack names no account and no region: deploy-time credentials decide. */
const app = new App();
const settings = readDeployment(app.node);
const stack = new StresspassStack(app, 'Stresspass', {
  settings,
  bundles: fileURLToPath(new URL('../dist', import.meta.url)),
});
addChecks(app, stack, settings.desk ? [...ACKNOWLEDGED, ...DESK_ACKNOWLEDGED] : ACKNOWLEDGED);
