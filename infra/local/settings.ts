import { readFrameOrigins } from '../../shared/http/page-headers.ts';

/** What a person can set for a service on their own machine. */
export interface LocalSettings {
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder of all stored data, or `:memory:`. */
  readonly dataDir: string;
  /** Another DynamoDB endpoint instead of the embedded engine. */
  readonly dynamodbEndpoint?: string;
  readonly auth: 'open' | 'required';
  /** Origins of EHRs that may show the page in a frame. */
  readonly ehrOrigins?: readonly string[];
  /** Whether the sandbox tenant has visits for today. */
  readonly demoDay?: boolean;
}

const portOf = (given = '3000'): number => {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535) throw new Error(`PORT is "${given}"; a number up to 65535 is needed.`);
  return port;
};

const authOf = (given = 'open'): LocalSettings['auth'] => {
  if (given !== 'open' && given !== 'required') throw new Error(`AUTH is "${given}"; it can be open or required.`);
  return given;
};

const demoDayOf = (given = 'on'): boolean => {
  if (given !== 'on' && given !== 'off') throw new Error(`DEMO_DAY is "${given}"; it can be on or off.`);
  return given === 'on';
};

/** The only reader of these variables; an empty value counts as unset. */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): LocalSettings => {
  const endpoint = environment.DYNAMODB_ENDPOINT;
  return {
    port: portOf(environment.PORT || undefined),
    dataDir: environment.DATA_DIR || '.stresspass',
    auth: authOf(environment.AUTH || undefined),
    ...(environment.EHR_ORIGINS ? { ehrOrigins: readFrameOrigins(environment.EHR_ORIGINS) } : {}),
    demoDay: demoDayOf(environment.DEMO_DAY || undefined),
    ...(endpoint ? { dynamodbEndpoint: endpoint } : {}),
  };
};
