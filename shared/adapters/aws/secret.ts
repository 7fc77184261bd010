import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsClient } from './aws-client.ts';

/** The text of a Secrets Manager secret. Throws if there is none. */
export const readSecret = async (arn: string): Promise<string> => {
  const [, , , region = ''] = arn.split(':');
  const client = new SecretsManagerClient(awsClient({ region }));
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  client.destroy();
  if (!SecretString) throw new Error('The secret holds no text.');
  return SecretString;
};
