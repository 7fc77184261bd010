import { type CloudResource, ofType, pointsAt, synthesize } from './synthesize.ts';

type Resources = Readonly<Record<string, CloudResource>>;

export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Effect?: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
export const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** A logical id without the digits CDK appends. */
export const plainName = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');

/** Every function of the template; every list of functions in the tests is derived from it. */
export const functionNames = (resources: Resources): readonly string[] =>
  Object.keys(ofType(resources, 'AWS::Lambda::Function')).map(plainName);

/** Every statement of the policies of a function's role. */
export const rightsOf = (resources: Resources, name: string): readonly Statement[] =>
  Object.values(ofType(resources, 'AWS::IAM::Policy'))
    .filter(({ Properties }) =>
      listOf(Properties.Roles).some((role) => plainName(pointsAt(role) ?? '') === `${name}Role`),
    )
    .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement);

/** The target of a `Ref`, a `GetAtt` or a joined ARN: a resource of the stack, else the fixed part of the name. */
const targetOf = (resource: unknown): string => {
  const own = pointsAt(resource);
  if (own) return plainName(own);
  const { 'Fn::Join': [, parts] = ['', []] } = (resource ?? {}) as {
    'Fn::Join'?: readonly [string, readonly unknown[]];
  };
  const first = parts.map(pointsAt).find((id) => id && !id.startsWith('AWS::'));
  return first ? plainName(first) : parts.filter((part) => typeof part === 'string').join('');
};

/** `sqs:SendMessage OrdersWaiting`, one line per permission. */
export const grantsOf = (resources: Resources, name: string): ReadonlySet<string> =>
  new Set(
    rightsOf(resources, name).flatMap(({ Action, Resource }) =>
      listOf(Action).flatMap((action) => listOf(Resource).map((one) => `${action} ${targetOf(one)}`)),
    ),
  );

/** Those of the given functions that may do this to that. */
export const whoMay = (resources: Resources, action: string, target: string): readonly string[] =>
  functionNames(resources).filter((name) => grantsOf(resources, name).has(`${action} ${target}`));

const isWrite = (action: string): boolean => /^dynamodb:(Put|Update|Delete|BatchWrite)/.test(action);

/** The partitions a function may write; nothing where some right to write has no such bound. */
export const writtenBy = (resources: Resources, name: string): readonly string[] | undefined => {
  const writing = rightsOf(resources, name).filter(
    ({ Effect, Action }) => Effect !== 'Deny' && listOf(Action).some(isWrite),
  );
  const bounds = writing.map(({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']);
  return bounds.every((one) => one !== undefined) ? bounds.flatMap((one) => listOf(one as string)) : undefined;
};

/** The access a function's role gives it to the table. */
export const tableAccessOf = (resources: Resources, name: string): 'none' | 'read' | 'write' => {
  const grants = grantsOf(resources, name);
  const [table = ''] = Object.keys(ofType(resources, 'AWS::DynamoDB::Table')).map(plainName);
  if (grants.has(`dynamodb:PutItem ${table}`)) return 'write';
  return grants.has(`dynamodb:GetItem ${table}`) ? 'read' : 'none';
};

/** Name prefixes of the secrets tenants reference. */
export const SOURCE_SECRETS = 'stresspass/sources/*';
export const CERTIFICATES = 'stresspass/certificates/*';

/** The stack's resources a function may use besides its own log: table, secrets, queues, bus, bucket. */
export const usesOf = (resources: Resources, name: string) => {
  const grants = [...grantsOf(resources, name)].map((grant) => grant.split(' ') as [action: string, target: string]);
  const having = (...actions: readonly string[]) => [
    ...new Set(grants.filter(([action]) => actions.includes(action)).map(([, target]) => target)),
  ];
  return {
    table: tableAccessOf(resources, name),
    secrets: having('secretsmanager:GetSecretValue').map(
      (one) => [SOURCE_SECRETS, CERTIFICATES].find((prefix) => one.endsWith(prefix)) ?? one,
    ),
    sends: having('sqs:SendMessage'),
    receives: having('sqs:ReceiveMessage'),
    publishes: having('events:PutEvents'),
    seals: having('s3:PutObjectRetention'),
    keeps: having('s3:PutObject').filter((one) => !having('s3:PutObjectRetention').includes(one)),
  };
};

/** The template when one EHR sends by the bus and alarms have an email address. */
export const exampleStack = () => synthesize({ sources: 'your-ehr', alarmEmail: 'on-call@clinic.example' });
