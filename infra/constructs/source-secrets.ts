import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Name prefixes of the secrets that are created when an EHR or a payer is registered. */
const SOURCES = 'stresspass/sources/*';
const CERTIFICATES = 'stresspass/certificates/*';

type Reader = IFunction & IGrantable;

const allowSecrets = (resourceName: string, functions: readonly Reader[]): void => {
  for (const one of functions) {
    const arn = Stack.of(one).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    one.addToRolePolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] }));
  }
};

/** Lets functions read the secrets of registered EHRs and payers. */
export const allowSourceSecrets = (...functions: readonly Reader[]): void => allowSecrets(SOURCES, functions);

/** Lets functions that send to payers read the client certificates to show there. */
export const allowCertificates = (...functions: readonly Reader[]): void => allowSecrets(CERTIFICATES, functions);
