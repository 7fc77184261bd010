import { App } from 'aws-cdk-lib';
import { readDeployment } from '../../infra/settings.ts';
import { readConfig } from '../../shared/lambda/config.ts';
import {
  exampleStack,
  functionNames,
  listOf,
  plainName,
  usesOf,
  whoMay,
  writtenBy,
} from '../infra/suites/stack-facts.ts';
import { type CloudResource, ofType, pointsAt } from '../infra/suites/synthesize.ts';
import { code, codes, type MadeTable } from './marked-table.ts';
import { readText } from './pages.ts';

type Resources = Readonly<Record<string, CloudResource>>;
const DEPLOY = 'docs/deploy.md';
const SECURITY = 'docs/security.md';

const dash = (texts: readonly string[]): string => (texts.length ? codes(texts) : '–');
const named = (resources: Resources, type: string) =>
  Object.entries(ofType(resources, type)).map(([id, { Properties }]) => ({ id, name: plainName(id), Properties }));

/** What starts a function: routes of the API, schedules and rules of the bus, a queue. */
const triggersOf = (resources: Resources, id: string): readonly string[] => {
  const routes = named(resources, 'AWS::ApiGateway::Method').filter(({ Properties }) =>
    JSON.stringify(Properties.Integration).includes(`"${id}"`),
  );
  const rules = named(resources, 'AWS::Events::Rule').filter(({ Properties }) =>
    (Properties.Targets as readonly { Arn: unknown }[]).some(({ Arn }) => pointsAt(Arn) === id),
  );
  const queues = named(resources, 'AWS::Lambda::EventSourceMapping').filter(
    ({ Properties }) => pointsAt(Properties.FunctionName) === id,
  );
  return [
    ...(routes.length ? [`${routes.length} methods of the API`] : []),
    ...rules.map(({ Properties: { ScheduleExpression, EventPattern } }) =>
      ScheduleExpression
        ? code(String(ScheduleExpression))
        : `bus: ${(EventPattern as { 'detail-type': readonly string[] })['detail-type'].map(code).join(', ')}`,
    ),
    ...queues.map(({ Properties }) => `queue ${code(plainName(pointsAt(Properties.EventSourceArn) ?? ''))}`),
  ];
};

const functionRows = (resources: Resources) =>
  named(resources, 'AWS::Lambda::Function').map(({ id, name, Properties }) => [
    code(name),
    triggersOf(resources, id).join('; '),
    `${Properties.MemorySize} MB`,
    `${Properties.Timeout} s`,
  ]);

const rightsRows = (resources: Resources) =>
  functionNames(resources).map((name) => {
    const { table, secrets, sends, receives, publishes, seals, keeps } = usesOf(resources, name);
    const kinds = (writtenBy(resources, name) ?? []).map((pattern) => pattern.replace(/^T#\*#|#\*$/g, ''));
    const others = [...publishes, ...seals, ...keeps];
    return [code(name), table, dash(kinds), dash(secrets), dash(sends), dash(receives), dash(others)];
  });

const days = (seconds: unknown): string => `${Number(seconds) / 86_400} days`;

/** Functions, rules of the bus and queues that put something into a queue. */
const feedersOf = (resources: Resources, queue: string): readonly string[] => [
  ...whoMay(resources, 'sqs:SendMessage', queue),
  ...named(resources, 'AWS::Events::Rule')
    .filter(({ Properties }) => JSON.stringify(Properties.Targets).includes(`"${queue}`))
    .map(({ name }) => name),
  ...named(resources, 'AWS::SQS::Queue')
    .filter(({ Properties }) => JSON.stringify(Properties.RedrivePolicy ?? '').includes(`"${queue}`))
    .map(({ name }) => name),
];

const queueRows = (resources: Resources) =>
  named(resources, 'AWS::SQS::Queue').map(({ name, Properties }) => {
    const { maxReceiveCount } = (Properties.RedrivePolicy ?? {}) as { maxReceiveCount?: number };
    const given = maxReceiveCount === undefined ? 'never' : `after ${maxReceiveCount} tries`;
    const readers = whoMay(resources, 'sqs:ReceiveMessage', name);
    return [
      code(name),
      dash(feedersOf(resources, name)),
      dash(readers),
      given,
      days(Properties.MessageRetentionPeriod),
    ];
  });

/** Which variable of the functions names a secret, and who may read it. */
const secretRows = (resources: Resources) =>
  named(resources, 'AWS::SecretsManager::Secret').map(({ id, name }) => {
    const variables = named(resources, 'AWS::Lambda::Function').flatMap(({ Properties }) =>
      Object.entries((Properties.Environment as { Variables: object }).Variables)
        .filter(([, value]) => pointsAt(value) === id)
        .map(([variable]) => variable),
    );
    const readers = whoMay(resources, 'secretsmanager:GetSecretValue', name);
    const all = readers.length === functionNames(resources).length;
    return [code(name), codes([...new Set(variables)]), all ? 'all functions' : codes(readers)];
  });

/** How long the parts of the stack keep what they hold. */
const keptRows = (resources: Resources): MadeTable['rows'] => {
  const row = (what: string, type: string, keptOf: (properties: CloudResource['Properties']) => string) => {
    const found = named(resources, type);
    return [what, String(found.length), [...new Set(found.map(({ Properties }) => keptOf(Properties)))].join(', ')];
  };
  return [
    row('log groups', 'AWS::Logs::LogGroup', ({ RetentionInDays }) => `${RetentionInDays} days (\`logRetentionDays\`)`),
    row('queues', 'AWS::SQS::Queue', ({ MessageRetentionPeriod }) => days(MessageRetentionPeriod)),
    row('table, for a restore', 'AWS::DynamoDB::Table', ({ PointInTimeRecoverySpecification: point }) =>
      JSON.stringify(point).includes('true') ? '35 days back, any second' : 'not kept',
    ),
    row('audit bucket', 'AWS::S3::Bucket', ({ ObjectLockEnabled }) =>
      ObjectLockEnabled === true ? 'each manifest locked as long as its entries are kept' : 'not locked',
    ),
  ];
};

const alarmRows = (resources: Resources) =>
  named(resources, 'AWS::CloudWatch::Alarm').map(({ name, Properties }) => {
    const { AlarmDescription, Threshold, Period = 300, EvaluationPeriods, ComparisonOperator } = Properties;
    const sign = String(ComparisonOperator).startsWith('Less') ? '<' : '≥';
    const minutes = (Number(Period) / 60) * Number(EvaluationPeriods);
    return [code(name.replace(/^Watch/, '')), `${sign} ${Threshold} in ${minutes} min`, String(AlarmDescription)];
  });

/** The variables the one reader of the environment knows, in its order. */
export const variableNames = (): readonly string[] =>
  [...readText('shared/lambda/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);

const REQUIRED = { TABLE_NAME: 'x', QUEUE_URL: 'x', HASH_SECRET: 'x' };
const defaultOf = (variable: string): string => {
  const { [variable]: _, ...others }: Record<string, string> = REQUIRED;
  try {
    const value = Reflect.get(readConfig(others), variable);
    return value === undefined ? '–' : code(String(value));
  } catch {
    return 'required';
  }
};

/** What the template sets: a resource by its name, a text as it is, nothing where it is left empty. */
const inCloud = (value: unknown): string => {
  if (value === undefined) return 'given by Lambda';
  if (value === '') return '–';
  if (typeof value === 'string') return code(value);
  const own = pointsAt(value);
  if (own) return code(plainName(own));
  return /"(\w+?)[0-9A-F]{8}"/.exec(JSON.stringify(value))?.slice(1).map(code).join('') ?? 'from the context';
};

const variableRows = (resources: Resources) => {
  const environments = named(resources, 'AWS::Lambda::Function').map(
    ({ Properties }) => (Properties.Environment as { Variables: Readonly<Record<string, unknown>> }).Variables,
  );
  return variableNames().map((variable) => [
    code(variable),
    defaultOf(variable),
    [...new Set(environments.map((one) => inCloud(one[variable])))].join(' or '),
  ]);
};

/** What a deployment chooses where the context says nothing. */
const contextRows = (): MadeTable['rows'] => {
  const settings = readDeployment(new App().node);
  const text = readText('infra/settings.ts');
  const [, fields = ''] = /interface DeploymentSettings \{([\s\S]*?)\n\}/.exec(text) ?? [];
  return [...fields.matchAll(/^ {2}readonly (\w+)\??: /gm)].map(([, name = '']) => {
    const value: unknown = Reflect.get(settings, name);
    const isNone = value === undefined || (Array.isArray(value) && value.length === 0);
    const shown = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
    return [code(name), isNone ? 'none' : code(shown)];
  });
};

/** List prices known to us (us-east-1), in USD a month. */
const PRICES = { webAcl: 5, webAclRule: 1, alarm: 0.1, dashboard: 3, key: 1, secret: 0.4 };

/** What is there whatever is used, counted in the template. */
const costRows = (resources: Resources) => {
  const count = (type: string) => Object.keys(ofType(resources, type)).length;
  const rules = named(resources, 'AWS::WAFv2::WebACL').flatMap(({ Properties }) => listOf(Properties.Rules)).length;
  const counted = [
    [`Firewall: ${count('AWS::WAFv2::WebACL')} list, ${rules} rules`, PRICES.webAcl + rules * PRICES.webAclRule],
    [`${count('AWS::CloudWatch::Alarm')} alarms`, count('AWS::CloudWatch::Alarm') * PRICES.alarm],
    [`${count('AWS::CloudWatch::Dashboard')} dashboard`, count('AWS::CloudWatch::Dashboard') * PRICES.dashboard],
    [`${count('AWS::KMS::Key')} key`, count('AWS::KMS::Key') * PRICES.key],
    [`${count('AWS::SecretsManager::Secret')} secrets`, count('AWS::SecretsManager::Secret') * PRICES.secret],
  ] as const;
  const used = [
    ['Schedules: relay and sweep run 43,200 times each, some twelve queries a run', 0.3],
    ['Functions, API, table, queue, bus for the calls and orders', 0.6],
    ['Logs and traces, about 1 GB', 1],
  ] as const;
  const rows = [...counted, ...used];
  const sum = rows.reduce((total, [, usd]) => total + usd, 0);
  return [...rows.map(([part, usd]) => [part, usd.toFixed(2)]), ['**Together**', `**about ${Math.round(sum)}**`]];
};

export const stackTables = (): readonly MadeTable[] => {
  const { resources } = exampleStack();
  const table = (page: string, name: string, head: string, rows: MadeTable['rows'], ...words: readonly string[]) => ({
    page,
    name,
    head: head.split(' | '),
    words,
    rows,
  });
  return [
    table(DEPLOY, 'functions', 'Function | Does | Started by | Memory | Timeout', functionRows(resources), 'Does'),
    table(DEPLOY, 'queues', 'Queue | Holds | Filled by | Read by | Gives up | Kept', queueRows(resources), 'Holds'),
    table(DEPLOY, 'alarms', 'Alarm | Fires at | Says', alarmRows(resources)),
    table(DEPLOY, 'context', 'Context | Default | Meaning', contextRows(), 'Meaning'),
    table(DEPLOY, 'variables', 'Variable | Default | In the cloud | Meaning', variableRows(resources), 'Meaning'),
    table(DEPLOY, 'cost', 'Part | USD', costRows(resources)),
    table(
      SECURITY,
      'rights',
      'Function | Table | Writes only these partitions | Reads secrets | Sends to | Receives from | Publishes, seals or keeps documents',
      rightsRows(resources),
    ),
    table(SECURITY, 'kept in the cloud', 'What | How many | Kept', keptRows(resources)),
    table(SECURITY, 'secrets', 'Secret | Named by | Read by | Holds', secretRows(resources), 'Holds'),
  ];
};
