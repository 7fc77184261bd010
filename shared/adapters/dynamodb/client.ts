import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { LeanDocumentClient } from './lean-client.ts';
import { oneWriteHandler } from './one-write.ts';
import { RequestSigner } from './request-signer.ts';

interface ClientSettings {
  readonly region: string;
  /** Used instead of the region's DynamoDB: the embedded engine, DynamoDB Local, LocalStack. */
  readonly endpoint?: string;
  /** For an endpoint that checks credentials; otherwise dummies are used. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** The SDK's standard retries (exponential, full jitter), bounded so that a handler answers before its own timeout. */
export const dynamodbClient = ({ region, endpoint, credentials }: ClientSettings): DynamoDBDocumentClient => {
  const login = credentials ?? (endpoint ? { accessKeyId: 'embedded', secretAccessKey: 'embedded' } : undefined);
  const client = new DynamoDBClient({
    region,
    ...(endpoint && { endpoint }),
    ...(login && { credentials: login }),
    maxAttempts: 5,
    retryMode: 'standard',
    requestHandler: oneWriteHandler(),
    signerConstructor: RequestSigner,
  });
  return LeanDocumentClient.over(client, { removeUndefinedValues: true });
};
