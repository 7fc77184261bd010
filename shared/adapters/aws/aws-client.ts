export interface AwsAddress {
  readonly region: string;
  /** A stand-in for the region's own service: the local host, LocalStack. */
  readonly endpoint?: string;
}

/** What the clients of the bus and the queue share: bounded waits, the SDK's standard retries with jitter. */
export const awsClient = ({ region, endpoint }: AwsAddress) => ({
  region,
  maxAttempts: 4,
  retryMode: 'standard',
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  ...(endpoint ? { endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
});
