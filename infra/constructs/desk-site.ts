import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { RestApiOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ASSET_CACHE, DOCUMENT_CACHE, pageHeaders } from '../../shared/http/page-headers.ts';
import type { Route } from '../../shared/http/routes/route.ts';

/** A view of the page is one segment without a dot; all of them are the one document. */
const TO_DOCUMENT = `function handler(event) {
  var request = event.request;
  if (/^\\/[a-z-]*$/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

/** Path patterns of the API: of a first segment that is an endpoint itself, and of what stands below it. */
export const apiPatterns = (routes: readonly Pick<Route, 'path'>[]): readonly string[] => [
  ...new Set(
    routes.map(({ path }) => {
      const [, first = '', ...rest] = path.split('/');
      return rest.length ? `/${first}/*` : `/${first}`;
    }),
  ),
];

/** Nothing of an answer is kept at the edge; what the caller sent arrives as it was, but for the host. */
const apiBehavior = (api: RestApi): BehaviorOptions & { readonly origin: RestApiOrigin } => ({
  origin: new RestApiOrigin(api),
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
});

/** The desk: its files in a private bucket behind CloudFront, and the API under the same origin. */
export class DeskSite extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, api: RestApi, routes: readonly Route[], frames: readonly string[]) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Files', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const files = S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket);
    const page: Omit<BehaviorOptions, 'origin'> = {
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
    };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Stresspass: the desk, and the API under the same origin',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        ...page,
        origin: files,
        responseHeadersPolicy: this.headers('Document', frames, DOCUMENT_CACHE),
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, 'ToDocument', {
              code: FunctionCode.fromInline(TO_DOCUMENT),
              runtime: FunctionRuntime.JS_2_0,
            }),
          },
        ],
      },
      additionalBehaviors: {
        '/assets/*': { ...page, origin: files, responseHeadersPolicy: this.headers('Assets', frames, ASSET_CACHE) },
        ...Object.fromEntries(apiPatterns(routes).map((pattern) => [pattern, apiBehavior(api)])),
      },
    });
  }

  /** The same headers as on a laptop, and how long a browser may keep a file. */
  private headers(id: string, frames: readonly string[], cache: string): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, id, {
      customHeadersBehavior: {
        customHeaders: [{ header: 'cache-control', value: cache, override: true }],
      },
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: pageHeaders(frames)['content-security-policy'] ?? '',
          override: true,
        },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
    });
  }
}
