import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from '../settings.ts';

interface ServiceFunctionProps {
  /** Folder of `functions/`, built into a folder of the same name. */
  readonly bundle: string;
  /** Export of the bundle. */
  readonly handler: string;
  readonly timeout: Duration;
}

/** Settings shared by all functions of a deployment. */
interface FunctionDefaults {
  /** Folder of the built bundles. */
  readonly bundles: string;
  readonly settings: Pick<DeploymentSettings, 'architecture' | 'logRetentionDays'>;
  readonly key: IKey;
  /** Every variable `shared/lambda/config.ts` reads, including laptop-only ones, so that `sam local` can set them. */
  readonly environment: Readonly<Record<string, string>>;
}

const MEMORY_MB = 1024;

/** One deployed function: a built bundle, one of its handlers, its own role, and its logs under the customer key. */
export class ServiceFunction extends LambdaFunction {
  constructor(
    scope: Construct,
    id: string,
    { bundle, handler, timeout }: ServiceFunctionProps,
    defaults: FunctionDefaults,
  ) {
    const { bundles, settings, key, environment } = defaults;
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      encryptionKey: key,
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      role,
      code: Code.fromAsset(`${bundles}/${bundle}`, { exclude: ['*.map'] }),
      handler: `index.${handler}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: settings.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      memorySize: MEMORY_MB,
      timeout,
      environment: { ...environment },
      environmentEncryption: key,
      tracing: Tracing.ACTIVE,
      logGroup,
    });
  }
}
