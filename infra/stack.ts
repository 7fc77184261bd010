import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { WRITTEN_PARTITIONS } from '../shared/adapters/dynamodb/table-partitions.ts';
import { ROUTES } from '../shared/http/routes/index.ts';
import { AuditVault } from './constructs/audit-vault.ts';
import { CustomerKey } from './constructs/customer-key.ts';
import { DeskSite } from './constructs/desk-site.ts';
import { DocumentBucket } from './constructs/document-bucket.ts';
import { FhirGateway } from './constructs/fhir-gateway.ts';
import { Firewall } from './constructs/firewall.ts';
import { OrderBus } from './constructs/order-bus.ts';
import { OrderQueue } from './constructs/order-queue.ts';
import { Overview } from './constructs/overview.ts';
import { PackBucket } from './constructs/pack-bucket.ts';
import { RecordTable } from './constructs/record-table.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import { allowSignInSecret, signInSettings } from './constructs/sign-in.ts';
import { allowCertificates, allowSourceSecrets } from './constructs/source-secrets.ts';
import { API_FUNCTIONS, tableAccess } from './constructs/table-access.ts';
import { Watch } from './constructs/watch.ts';
import type { DeploymentSettings } from './settings.ts';

interface StresspassProps extends StackProps {
  readonly settings: DeploymentSettings;
  /** Folder the build wrote: one folder per folder of `functions/`. */
  readonly bundles: string;
}

const seconds = (count: number) => Duration.seconds(count);

/** The whole service: resources, functions, permissions, connections, alarms. */
export class StresspassStack extends Stack {
  constructor(scope: Construct, id: string, { settings, bundles, ...props }: StresspassProps) {
    super(scope, id, props);

    // Data at rest
    const key = new CustomerKey(this, 'Key');
    const table = new RecordTable(this, 'Records', key);
    const vault = new AuditVault(this, 'AuditVault', key);
    const documents = new DocumentBucket(this, 'Documents', key);
    const secret = new Secret(this, 'HashKey', {
      description: 'Key of the keyed hash that stands for patients and members in keys',
      encryptionKey: key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const tokenSecret = new Secret(this, 'TokenKey', {
      description: 'Secret from which the signing key of access tokens is derived',
      encryptionKey: key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });

    // Entry and exit points
    const consumerTimeout = seconds(60);
    const queue = new OrderQueue(this, 'Orders', key, consumerTimeout);
    const bus = new OrderBus(this, 'Bus');
    const gateway = new FhirGateway(this, 'Api', key, settings);

    const publicUrl = settings.publicUrl ?? gateway.address;

    // Functions
    const defaults = {
      bundles,
      settings,
      key,
      environment: {
        TABLE_NAME: table.tableName,
        DYNAMODB_ENDPOINT: '',
        AWS_EVENTS_ENDPOINT: '',
        QUEUE_URL: queue.waiting.queueUrl,
        DEAD_LETTER_URL: queue.deadLetters.queueUrl,
        EVENT_BUS_NAME: bus.eventBusName,
        CANONICAL_BASE: settings.canonicalBase ?? '',
        PUBLIC_URL: publicUrl,
        SIGN_IN: signInSettings(this, settings.signIn, publicUrl),
        HASH_SECRET: secret.secretArn,
        TOKEN_SECRET: '',
        TRUSTED_ISSUERS: settings.trustedIssuers ?? '',
        DEFAULT_TENANT: '',
        AUTH: 'required',
        OPEN_TENANTS: '',
        PRIVATE_ORIGINS: '',
        BROWSER_ORIGINS: '',
        DESCRIPTORS_FILE: '',
        RULE_PACKS: '',
        AUDIT_YEARS: '',
        AUDIT_STORE: `s3://${vault.bucketName}`,
        DOCUMENT_STORE: `s3://${documents.bucketName}`,
        LOG_LEVEL: settings.logLevel,
      },
    };
    const run = (name: string, bundle: string, handler: string, timeout: Duration) =>
      new ServiceFunction(this, name, { bundle, handler, timeout }, defaults);
    const audit = run('Audit', 'audit', 'handler', seconds(25));
    const auth = run('Auth', 'auth', 'handler', seconds(10));
    const fhirApi = run('FhirApi', 'fhir-api', 'handler', seconds(25));
    const rulePacks = run('RulePacks', 'rule-packs', 'handler', seconds(25));
    const pas = run('Pas', 'pas', 'handler', seconds(25));
    const cdsHooks = run('CdsHooks', 'cds-hooks', 'handler', seconds(10));
    const receiver = run('OrderReceiver', 'order-events', 'receiver', seconds(30));
    const notifier = run('OrderNotifier', 'order-events', 'notifier', seconds(25));
    const consumer = run('OrderConsumer', 'order-events', 'consumer', consumerTimeout);
    const relay = run('IntentRelay', 'schedules', 'relay', seconds(55));
    const sweep = run('DeadlineSweep', 'schedules', 'sweep', seconds(55));
    const orders = { OrderReceiver: receiver, OrderNotifier: notifier, OrderConsumer: consumer };
    const rules = run('RulesSweep', 'schedules', 'rules', Duration.minutes(15));
    const seal = run('SealAudit', 'schedules', 'seal', Duration.minutes(15));
    const schedules = { IntentRelay: relay, DeadlineSweep: sweep, RulesSweep: rules, SealAudit: seal };
    const calls = { Audit: audit, Auth: auth, FhirApi: fhirApi, CdsHooks: cdsHooks, RulePacks: rulePacks, Pas: pas };
    const functions = { ...calls, ...orders, ...schedules };

    // Permissions
    for (const one of Object.values(functions)) secret.grantRead(one);
    for (const one of [audit, auth, fhirApi, rulePacks, pas]) {
      tokenSecret.grantRead(one);
      one.addEnvironment('TOKEN_SECRET', tokenSecret.secretArn);
    }
    for (const [name, folder] of API_FUNCTIONS)
      table.allow(tableAccess(ROUTES, folder), functions[name], WRITTEN_PARTITIONS[name]);
    for (const name of ['OrderReceiver', 'OrderConsumer', 'IntentRelay', 'DeadlineSweep', 'RulesSweep'] as const)
      table.allow('write', functions[name], WRITTEN_PARTITIONS[name]);
    table.allowSealing(seal, WRITTEN_PARTITIONS.SealAudit);
    vault.allowSealing(seal);
    // Documents of requests: taken in at one endpoint, sent on by the relay.
    for (const one of [pas, fhirApi, relay]) documents.allowKeeping(one);
    for (const one of [cdsHooks, receiver, notifier, consumer, rulePacks]) queue.waiting.grantSendMessages(one);
    for (const one of [consumer, relay]) queue.deadLetters.grantSendMessages(one);
    bus.grantPutEventsTo(relay);
    allowSignInSecret(settings.signIn, auth);
    allowSourceSecrets(cdsHooks, fhirApi, notifier, consumer, relay, sweep);
    allowCertificates(cdsHooks, fhirApi, consumer, relay, sweep);

    if (settings.rulePacks) {
      const packs = new PackBucket(this, 'RulePackFiles', key);
      for (const one of [fhirApi, cdsHooks, notifier, consumer, sweep, rules, rulePacks, pas]) packs.allowReading(one);
    }

    // Connections
    const asked = { 'cds-hooks': cdsHooks, 'fhir-api': fhirApi, 'order-events': notifier, 'rule-packs': rulePacks };
    gateway.open(ROUTES, { audit, auth, pas, ...asked });
    bus.deliver(settings.sources, receiver, queue);
    receiver.configureAsyncInvoke({ onFailure: new SqsDestination(queue.undelivered), retryAttempts: 2 });
    consumer.addEventSource(
      new SqsEventSource(queue.waiting, { batchSize: 5, maxConcurrency: 10, reportBatchItemFailures: true }),
    );
    new Rule(this, 'EachMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [relay, sweep].map((one) => new LambdaFunction(one, { retryAttempts: 0 })),
    });

    new Rule(this, 'EachHour', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(seal, { retryAttempts: 2 })],
    });

    new Rule(this, 'EachNight', {
      schedule: Schedule.cron({ hour: '8', minute: '30' }),
      targets: [new LambdaFunction(rules, { retryAttempts: 2 })],
    });

    // The page
    if (settings.desk) {
      const desk = new DeskSite(this, 'Desk', gateway, ROUTES, settings.ehrOrigins);
      new CfnOutput(this, 'DeskAddress', { value: `https://${desk.distribution.distributionDomainName}` });
      new CfnOutput(this, 'DeskBucket', { value: desk.bucket.bucketName });
    }

    // Monitoring
    if (settings.firewall) new Firewall(this, 'Firewall', gateway.deploymentStage, key, settings);
    const watched = { api: gateway, queue, table, functions, relay };
    const watch = new Watch(this, 'Watch', watched, key, settings.alarmEmail);
    new Overview(this, 'Overview', watched, watch);

    new CfnOutput(this, 'FhirBase', { value: `${publicUrl}/r4` });
    new CfnOutput(this, 'BusName', { value: bus.eventBusName });
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'HashKeyArn', { value: secret.secretArn });

    // What commands need of a deployment, named as their variables: `admin environment` writes them down.
    const outputs = {
      AwsRegion: this.region,
      QueueUrl: queue.waiting.queueUrl,
      DeadLetterUrl: queue.deadLetters.queueUrl,
      UndeliveredUrl: queue.undelivered.queueUrl,
      EventBusName: bus.eventBusName,
      HashSecret: secret.secretArn,
      TokenSecret: tokenSecret.secretArn,
      AuditStore: defaults.environment.AUDIT_STORE,
      PublicUrl: defaults.environment.PUBLIC_URL,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
