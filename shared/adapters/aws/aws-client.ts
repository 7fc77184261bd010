export interface AwsAddress {
  readonly region: string;
  /** Used instead of the regional endpoint: the local host, LocalStack. */
  readonly endpoint?: string;
}

/** Settings shared by the bus and queue clients: bounded timeouts, the SDK's standard retries with jitter. */
export const awsClient = ({ region, endpoint }: AwsAddress) => ({
  region,
  maxAttempts: 4,
  retryMode: 'standard',
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  ...(endpoint ? { endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
});
