import { readFileSync } from 'node:fs';
import { makeDeadLetters } from '../adapters/aws/dead-letters.ts';
import { makeEventPublisher } from '../adapters/aws/event-bus.ts';
import { makeQueue } from '../adapters/aws/queue.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { openStores } from '../adapters/dynamodb/open-stores.ts';
import { makeLog } from '../adapters/log.ts';
import { makeLentReads } from '../adapters/outbound/lent-reads.ts';
import { makeOutbound } from '../adapters/outbound/outbound.ts';
import { systemIds } from '../adapters/system.ts';
import type { Ports } from '../app/ports/ports.ts';
import { makeDescribe } from '../codes/descriptors.ts';
import type { Canonicals } from '../fhir/canonical.ts';
import { OWN_SOURCE } from '../http/order-events.ts';
import { openTokens } from './auth/open-tokens.ts';
import { type Config, readConfig, readEnvironment } from './config.ts';
import { openManifests } from './open-manifests.ts';
import { openOutside, privateOriginsOf } from './open-outside.ts';
import { openReading } from './open-reading.ts';

/** The house of one process: what the environment says, and every port opened once. */
export interface House {
  readonly config: Config;
  readonly ports: Ports;
  readonly canonicals: Canonicals;
  /** Puts licensed descriptors beside billing codes; absent where the deployer has none. */
  readonly describe?: (body: unknown) => unknown;
}

const readDescriptors = ({ DESCRIPTORS_FILE: path }: Config): Pick<House, 'describe'> =>
  path ? { describe: makeDescribe(JSON.parse(readFileSync(path, 'utf8'))) } : {};

const auditYearsOf = ({ AUDIT_YEARS: auditYears }: Config) => (auditYears === undefined ? {} : { auditYears });

export const openHouse = (config: Config): House => {
  const { canonicals, ports } = openReading(config.CANONICAL_BASE, config.HASH_SECRET);
  const aws = {
    region: config.AWS_REGION,
    ...(config.AWS_EVENTS_ENDPOINT ? { endpoint: config.AWS_EVENTS_ENDPOINT } : {}),
  };
  const client = dynamodbClient({
    region: config.AWS_REGION,
    ...(config.DYNAMODB_ENDPOINT ? { endpoint: config.DYNAMODB_ENDPOINT } : {}),
  });
  const stores = openStores({
    client,
    tableName: config.TABLE_NAME,
    digest: ports.digest,
    ...auditYearsOf(config),
  });
  return {
    config,
    canonicals,
    ...readDescriptors(config),
    ports: {
      ...ports,
      ...stores,
      tokens: openTokens(config, { ...ports, ...stores }),
      ...openOutside(config, canonicals),
      lentReads: makeLentReads(makeOutbound({ privateOrigins: privateOriginsOf(config) })),
      manifests: openManifests(config.AUDIT_STORE, { region: config.AWS_REGION }),
      ids: systemIds,
      queue: makeQueue({ ...aws, queueUrl: config.QUEUE_URL }),
      deadLetters: makeDeadLetters(
        stores.deadLetterList,
        makeQueue({ ...aws, queueUrl: config.DEAD_LETTER_URL }),
        ports.clock,
      ),
      events: makeEventPublisher({ ...aws, busName: config.EVENT_BUS_NAME, source: OWN_SOURCE }),
      log: makeLog({ level: config.LOG_LEVEL }),
    },
  };
};

/** Read while the process starts: in Lambda before the first call, when nobody waits for an answer. */
const environment = await readEnvironment();
let opened: House | undefined;

/** Opened on first use and kept while the process lives. */
export const house = (): House => {
  opened ??= openHouse(readConfig(environment));
  return opened;
};
