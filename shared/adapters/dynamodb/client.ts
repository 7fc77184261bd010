import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

interface ClientSettings {
  readonly region: string;
  /** Another engine than the region's DynamoDB: the embedded one, DynamoDB Local, LocalStack. */
  readonly endpoint?: string;
  /** For an endpoint that checks credentials; an endpoint without them gets dummies. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** The SDK's standard retries (exponential, full jitter), bounded so that an endpoint answers before its own time is up. */
export const dynamodbClient = ({ region, endpoint, credentials }: ClientSettings): DynamoDBDocumentClient => {
  const login = credentials ?? (endpoint ? { accessKeyId: 'embedded', secretAccessKey: 'embedded' } : undefined);
  const client = new DynamoDBClient({
    region,
    ...(endpoint && { endpoint }),
    ...(login && { credentials: login }),
    maxAttempts: 5,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
};
