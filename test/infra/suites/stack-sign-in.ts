import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../shared/app/ports/access/session.ts';
import { readSignIn } from '../../../shared/lambda/auth/sign-in/read-sign-in.ts';
import { functionNames, rightsOf } from './stack-facts.ts';
import { ofType, synthesize } from './synthesize.ts';

const PUBLIC_URL = 'https://desk.clinic.example';
const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:desk-sign-in-AbCdEf';
const ISSUER = { issuer: 'https://login.example', clientId: 'desk', tenant: 'clinic' };
type Resources = ReturnType<typeof synthesize>['resources'];

const variablesOf = (resources: Resources): readonly unknown[] =>
  Object.values(ofType(resources, 'AWS::Lambda::Function')).map(
    ({ Properties }) => (Properties.Environment as { Variables: Readonly<Record<string, unknown>> }).Variables.SIGN_IN,
  );
const propertiesOf = (resources: Resources, type: string) =>
  Object.values(ofType(resources, type)).map(({ Properties }) => Properties);
const secretsOf = (resources: Resources, name: string): string =>
  JSON.stringify(rightsOf(resources, name).filter(({ Action }) => JSON.stringify(Action).includes('secretsmanager')));

describe('sign-in of people', () => {
  test('is not there unless a deployment chooses it', () => {
    const { resources } = synthesize();
    expect(new Set(variablesOf(resources))).toEqual(new Set(['']));
    expect(Object.keys(ofType(resources, 'AWS::Cognito::UserPool'))).toEqual([]);
  });

  test('at an issuer of the deployment: the functions are told, and nothing else changes', () => {
    const { resources } = synthesize({ signIn: JSON.stringify(ISSUER), publicUrl: PUBLIC_URL });
    const [told] = variablesOf(resources);
    expect(readSignIn({ SIGN_IN: String(told), PUBLIC_URL })).toEqual(ISSUER);
    expect(Object.keys(resources)).toEqual(Object.keys(synthesize({ publicUrl: PUBLIC_URL }).resources));
  });

  test('with a secret of the issuer: the function that exchanges codes reads it, and no other', () => {
    const { resources } = synthesize({ signIn: JSON.stringify({ ...ISSUER, clientSecret: SECRET }) });
    const readers = functionNames(resources).filter((name) => secretsOf(resources, name).includes(SECRET));
    expect(readers).toEqual(['Auth']);
  });

  test('at a user pool of the stack: a second factor, no sign-up, code only, no secret', () => {
    const { resources } = synthesize({ signIn: 'cognito', publicUrl: PUBLIC_URL });
    const [pool] = propertiesOf(resources, 'AWS::Cognito::UserPool');
    expect(pool).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    const [client] = propertiesOf(resources, 'AWS::Cognito::UserPoolClient');
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'profile'],
      CallbackURLs: [`${PUBLIC_URL}/auth/callback`],
      LogoutURLs: [`${PUBLIC_URL}/`],
      WriteAttributes: ['name'],
    });
    expect(client?.ReadAttributes).toContain('custom:tenant');
    expect(propertiesOf(resources, 'AWS::Cognito::UserPoolGroup').map(({ GroupName }) => GroupName)).toEqual(ROLES);
    const told = JSON.stringify(variablesOf(resources)[0]);
    for (const part of ['ProviderURL', 'clientId', 'custom:tenant']) expect(told).toContain(part);
  });

  test.each(['yes', '[]', '{', '"cognito"'])('%s: the synth says what is wrong', (signIn) => {
    expect(() => synthesize({ signIn })).toThrow('Context "signIn"');
  });

  test('a secret that is no secret of the account: the synth says so', () => {
    const signIn = JSON.stringify({ ...ISSUER, clientSecret: 'file:/tmp/secret' });
    expect(() => synthesize({ signIn })).toThrow('Context "signIn"');
  });
});
