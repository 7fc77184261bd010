import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  Mfa,
  OAuthScope,
  StringAttribute,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { COGNITO } from '../settings.ts';

/** Groups of the pool, one for each role of the desk; a tenant's settings say which group means which role. */
const GROUPS = ['scheduler', 'coordinator', 'biller', 'clinician', 'author', 'auditor', 'reviewer', 'analyst'];
/** Set by an administrator, never by the person it is about. */
const TENANT = 'tenant';

/** A pool for a deployment without an identity provider: nobody signs up by themselves, everybody has a second factor. */
class DeskPeople extends Construct {
  /** `SIGN_IN` of the functions. */
  readonly settings: string;

  constructor(scope: Construct, id: string, publicUrl: string) {
    super(scope, id);
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { fullname: { required: true, mutable: true } },
      customAttributes: { [TENANT]: new StringAttribute({ minLen: 1, maxLen: 64, mutable: true }) },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const group of GROUPS) new CfnUserPoolGroup(this, group, { userPoolId: pool.userPoolId, groupName: group });
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: `stresspass-${Aws.ACCOUNT_ID}` } });
    const client = pool.addClient('Desk', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [`${publicUrl}/auth/callback`],
        logoutUrls: [`${publicUrl}/`],
      },
      readAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }).withCustomAttributes(TENANT),
      // Nothing of their own account may be changed from here, least of all its tenant.
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
    });
    this.settings = Stack.of(this).toJsonString({
      issuer: pool.userPoolProviderUrl,
      clientId: client.userPoolClientId,
      tenantClaim: `custom:${TENANT}`,
    });
  }
}

/** Where people sign in, as the functions are told; empty where nobody does. */
export const signInSettings = (scope: Construct, signIn: string | undefined, publicUrl: string): string =>
  signIn === COGNITO ? new DeskPeople(scope, 'DeskPeople', publicUrl).settings : (signIn ?? '');

const SECRET = /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+$/;

/** Lets the function that exchanges codes read the one secret its issuer gave it, where there is one. */
export const allowSignInSecret = (signIn: string | undefined, one: IFunction & IGrantable): void => {
  const server: { readonly clientSecret?: unknown } =
    signIn === undefined || signIn === COGNITO ? {} : JSON.parse(signIn);
  if (server.clientSecret === undefined) return;
  const arn = String(server.clientSecret);
  if (!SECRET.test(arn)) throw new Error('Context "signIn": clientSecret is the ARN of a secret in Secrets Manager.');
  one.addToRolePolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] }));
};
