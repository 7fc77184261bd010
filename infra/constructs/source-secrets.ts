import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Name prefix of the secrets of EHRs and payers, which are created when each is registered. */
const NAMES = 'stresspass/sources/*';

/** Lets functions read the secrets of registered sources, and no others. */
export const allowSourceSecrets = (...functions: readonly (IFunction & IGrantable)[]): void => {
  for (const one of functions) {
    const arn = Stack.of(one).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: NAMES,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    one.addToRolePolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] }));
  }
};
