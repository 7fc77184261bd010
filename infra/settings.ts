import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import { readFrameOrigins } from '../shared/http/page-headers.ts';

/** An EHR (or its integration engine) allowed to put orders on the bus. */
export interface OrderSource {
  /** `source` of its events, as registered to a tenant. */
  readonly id: string;
  /** Account that may put them on our bus; missing: only principals of this account. */
  readonly account?: string;
}

/** What a deployment can choose, `-c name=value` or `cdk.json`. */
export interface DeploymentSettings {
  readonly sources: readonly OrderSource[];
  readonly architecture: 'arm64' | 'x86_64';
  /** Off where the account has its own web firewall, or the local engine supports none. */
  readonly firewall: boolean;
  /** A bucket for rule packs of this deployment, read by every function that answers by rules. */
  readonly rulePacks: boolean;
  readonly logRetentionDays: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where alarms are sent. */
  readonly alarmEmail?: string;
  /** Public base URL of the API, if it is not the one API Gateway assigns. */
  readonly publicUrl?: string;
  readonly canonicalBase?: string;
  /** Other authorization servers whose access tokens are accepted, as JSON. */
  readonly trustedIssuers?: string;
  /** Where people sign in: `cognito` for a user pool in this stack, or an issuer as JSON (`SIGN_IN`). */
  readonly signIn?: string;
  /** The page behind CloudFront; off where the local engine has none. */
  readonly desk: boolean;
  /** Origins of EHRs that may show the page in a frame. */
  readonly ehrOrigins: readonly string[];
}

/** People sign in at a user pool of this stack. */
export const COGNITO = 'cognito';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const SOURCE = /^([A-Za-z0-9._:-]{1,64}?)(?:=(\d{12}))?$/;

const sourceOf = (text: string): OrderSource => {
  const [, id, account] = SOURCE.exec(text) ?? [];
  if (!id) throw new Error(`Context "sources": "${text}" is neither an id nor id=account.`);
  return { id, ...(account && { account }) };
};

const oneOf = <W extends string>(name: string, value: unknown, ...words: readonly W[]): W => {
  const found = words.find((word) => word === value);
  if (!found) throw new Error(`Context "${name}" is "${value}"; it can be ${words.join(' or ')}.`);
  return found;
};

const daysOf = (text: string): number => {
  const days = Number(text);
  if (RetentionDays[days] === undefined || days === RetentionDays.INFINITE)
    throw new Error(`Context "logRetentionDays" is "${text}"; CloudWatch knows 30, 90, 180, 365, 731 and others.`);
  return days;
};

/** The service itself checks it field by field; what cannot be JSON is told here, before anything is deployed. */
const signInOf = (text: string): string => {
  try {
    if (text === COGNITO || isObject(JSON.parse(text))) return text;
  } catch {
    // Told below.
  }
  throw new Error(`Context "signIn" is neither ${COGNITO} nor an issuer as JSON.`);
};

/** An absolute address without a slash at its end: paths are put behind it. */
const addressOf = (name: string, text: string, scheme: RegExp): string => {
  const isWhole = URL.canParse(text) && scheme.test(text) && !/[/?#]$|[?#]/.test(text);
  if (!isWhole)
    throw new Error(
      `Context "${name}" is "${text}"; an address like https://name.example is needed, no slash at its end.`,
    );
  return text;
};

const emailOf = (text: string): string => {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text))
    throw new Error(`Context "alarmEmail" is "${text}"; one e-mail address is needed.`);
  return text;
};

/** Their details are checked where tokens are: `read-issuers.ts`. */
const issuersOf = (text: string): string => {
  const says = 'Context "trustedIssuers" is no JSON list of issuers: docs/security.md shows one.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(says);
  }
  const isIssuer = (one: unknown) => typeof one === 'object' && one !== null && 'issuer' in one;
  if (!Array.isArray(value) || value.length === 0 || !value.every(isIssuer)) throw new Error(says);
  return text;
};

const originsOf = (text: string): readonly string[] => {
  try {
    return readFrameOrigins(text);
  } catch (error) {
    throw new Error(`Context "ehrOrigins": ${error instanceof Error ? error.message : 'no origins.'}`);
  }
};

/** Reads and validates the CDK context. */
export const readDeployment = (node: Node): DeploymentSettings => {
  const text = (name: string): string => String(node.tryGetContext(name) ?? '');
  const optional = (name: keyof DeploymentSettings, check: (given: string) => string) =>
    text(name) ? { [name]: check(text(name)) } : {};
  return {
    sources: text('sources').split(',').filter(Boolean).map(sourceOf),
    architecture: oneOf('architecture', text('architecture') || 'arm64', 'arm64', 'x86_64'),
    firewall: oneOf('firewall', text('firewall') || 'on', 'on', 'off') === 'on',
    rulePacks: oneOf('rulePacks', text('rulePacks') || 'off', 'on', 'off') === 'on',
    logRetentionDays: daysOf(text('logRetentionDays') || '365'),
    logLevel: oneOf('logLevel', text('logLevel') || 'info', 'debug', 'info', 'warn', 'error', 'silent'),
    ...optional('alarmEmail', emailOf),
    ...optional('publicUrl', (given) => addressOf('publicUrl', given, /^https:/)),
    ...optional('canonicalBase', (given) => addressOf('canonicalBase', given, /^https?:/)),
    ...optional('trustedIssuers', issuersOf),
    ...(text('signIn') ? { signIn: signInOf(text('signIn')) } : {}),
    desk: oneOf('desk', text('desk') || 'off', 'on', 'off') === 'on',
    ehrOrigins: originsOf(text('ehrOrigins')),
  };
};
