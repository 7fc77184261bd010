import { readFileSync } from 'node:fs';
import { makeDeadLetters } from '../adapters/aws/dead-letters.ts';
import { makeEventPublisher } from '../adapters/aws/event-bus.ts';
import { makeQueue } from '../adapters/aws/queue.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { openStores } from '../adapters/dynamodb/open-stores.ts';
import { makeLog } from '../adapters/log.ts';
import { makeDelegatedReads } from '../adapters/outbound/delegated-reads.ts';
import { makeOutbound } from '../adapters/outbound/outbound.ts';
import { systemIds } from '../adapters/system.ts';
import { makeDescribe } from '../codes/descriptors.ts';
import type { Container } from '../handlers/container.ts';
import { OWN_SOURCE } from '../http/order-events.ts';
import { openTokens } from './auth/open-tokens.ts';
import { openSignIn } from './auth/sign-in/open-sign-in.ts';
import { awaitEnvironment } from './await-environment.ts';
import { type Config, readConfig, readEnvironment } from './config.ts';
import { openDocuments } from './open-documents.ts';
import { openManifests } from './open-manifests.ts';
import { openOutboundPorts, privateOriginsOf } from './open-outbound.ts';
import { openReading } from './open-reading.ts';

const readDescriptors = ({ DESCRIPTORS_FILE: path }: Config): Pick<Container, 'describe'> =>
  path ? { describe: makeDescribe(JSON.parse(readFileSync(path, 'utf8'))) } : {};

const auditYearsOf = ({ AUDIT_YEARS: auditYears }: Config) => (auditYears === undefined ? {} : { auditYears });

/** The container with everything the environment configures. */
export interface OpenedContainer extends Container {
  readonly config: Config;
}

export const openContainer = (config: Config): OpenedContainer => {
  const { canonicals, ports } = openReading(config.CANONICAL_BASE, config.HASH_SECRET, config.RULE_PACKS);
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
  const documents = openDocuments(config.DOCUMENT_STORE, { region: config.AWS_REGION });
  const log = makeLog({ level: config.LOG_LEVEL });
  const outboundPorts = openOutboundPorts(config, canonicals, { ...stores, documents, log, digest: ports.digest });
  return {
    config,
    canonicals,
    ...readDescriptors(config),
    ports: {
      ...ports,
      ...stores,
      tokens: openTokens(config, { ...ports, ...stores }),
      ...outboundPorts,
      signIn: openSignIn(config, { ...ports, ...outboundPorts }),
      delegatedReads: makeDelegatedReads(makeOutbound({ privateOrigins: privateOriginsOf(config) })),
      manifests: openManifests(config.AUDIT_STORE, { region: config.AWS_REGION }),
      documents,
      ids: systemIds,
      queue: makeQueue({ ...aws, queueUrl: config.QUEUE_URL }),
      deadLetters: makeDeadLetters(
        stores.deadLetterList,
        makeQueue({ ...aws, queueUrl: config.DEAD_LETTER_URL }),
        ports.clock,
      ),
      events: makeEventPublisher({ ...aws, busName: config.EVENT_BUS_NAME, source: OWN_SOURCE }),
      log,
    },
  };
};

/** While a process starts for it, a hook has no more than this: the rest of its time is for the answer. */
const SECRETS_MS = 2_500;

/** Read at process start: in Lambda, before the first call. */
const environment = await awaitEnvironment(readEnvironment, SECRETS_MS);
/** A built function; from source, on a laptop, the configuration comes later. */
export const isDeployed = import.meta.url.endsWith('.mjs');
let opened: OpenedContainer | undefined;

/** Opened on first use, kept for the life of the process. @throws while the secrets are not read. */
export const container = (): OpenedContainer => {
  opened ??= openContainer(readConfig(environment()));
  return opened;
};
