import type { APIGatewayProxyResult } from 'aws-lambda';
import { AwsError } from './error.ts';

/** One operation: JSON input to JSON output; throws `AwsError` where AWS returns an error. */
export type Operation = (input: unknown) => unknown;
export type AwsEndpoint = (target: string, body: string) => Promise<APIGatewayProxyResult>;

const answer = (statusCode: number, body: unknown): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

const refuse = ({ type, message, statusCode }: AwsError) => answer(statusCode, { __type: type, message });

/** The JSON protocol every AWS client speaks: `X-Amz-Target: Service.Operation`, JSON in, JSON out. Signatures are not checked. */
export const awsEndpoint =
  (operations: Readonly<Record<string, Operation>>): AwsEndpoint =>
  async (target, body) => {
    const operation = Object.hasOwn(operations, target) ? operations[target] : undefined;
    if (!operation) return refuse(new AwsError('UnknownOperationException', `${target} is not offered here.`));
    try {
      return answer(200, await operation(JSON.parse(body)));
    } catch (error) {
      if (error instanceof AwsError) return refuse(error);
      if (error instanceof SyntaxError) return refuse(new AwsError('SerializationException', 'The body is not JSON.'));
      return refuse(new AwsError('InternalFailure', 'The operation failed.', 500));
    }
  };
