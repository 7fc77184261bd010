import { readdirSync } from 'node:fs';
import * as z from 'zod/mini';
import { measuresOf } from '../../shared/adapters/measures.ts';
import { scopesOfRoles } from '../../shared/app/access/roles.ts';
import { allows, isTokenScope } from '../../shared/app/access/scope.ts';
import { ROLES } from '../../shared/app/ports/access/session.ts';
import { OUTPUT_WORDS } from '../../shared/fhir/definitions/record-words.ts';
import { tenantShape } from '../../shared/handlers/admin/read-tenant.ts';
import { COLUMN_NAMES } from '../../shared/handlers/worklist/columns.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import type { Route } from '../../shared/http/routes/route.ts';
import { clientShape } from '../../shared/lambda/auth/read-client.ts';
import { EVERY_NUMBER, logLines, measuredLines } from './log-lines.ts';
import { code, codes, type MadeTable } from './marked-table.ts';
import { readText } from './pages.ts';

/** Definitions are read and searched alike, whatever their type. */
const pathOf = ({ path, resource, handler }: Route): string =>
  resource && handler.startsWith('definition-') ? path.replace(resource, '{type}') : path;
const purposeOf = ({ function: folder, handler, scope, table }: Route): string =>
  [folder, handler, scope, table].join(' ');

/** What a caller has to show. */
const proofOf = ({ function: folder, scope, userScope }: Route): string => {
  if (folder === 'order-events') return 'secret of the source';
  if (scope === 'cds-hooks') return 'JWT signed by the EHR';
  if (scope === 'sign-in') return 'what the issuer sent back';
  if (scope === 'session') return 'session';
  if (userScope) return `${code(scope)}; a person ${code(userScope)}`;
  return scope === 'none' ? 'none' : code(scope);
};

const routeRows = (): readonly (readonly string[])[] =>
  ROUTES.filter((route, index) => ROUTES.findIndex((one) => purposeOf(one) === purposeOf(route)) === index).map(
    (first) => {
      const alike = ROUTES.filter((route) => purposeOf(route) === purposeOf(first));
      const paths = new Set(alike.map((route) => code(`${route.method} ${pathOf(route)}`)));
      return [[...paths].join('<br>'), code(`${first.function}/${first.handler}`), proofOf(first), first.table];
    },
  );

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  /** Alternatives, told apart by one of their fields. */
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** Alternatives as one: a field of any of them, required where all of them require it. */
const asOne = ({ anyOf, oneOf = anyOf, ...schema }: JsonSchema): JsonSchema => {
  if (!oneOf) return schema;
  const tags = oneOf.flatMap(({ properties: { kind } = {} }) => kind?.const ?? []);
  const properties = Object.assign(
    {},
    ...oneOf.map((one) => one.properties),
    tags.length ? { kind: { enum: tags } } : {},
  );
  const required = Object.keys(properties).filter((name) => oneOf.every((one) => one.required?.includes(name)));
  return { properties, required };
};

/** Every field of a schema with its path; a field of a list carries `[]`. */
const fieldsOf = (schema: JsonSchema, above = ''): readonly (readonly string[])[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const list = field.type === 'array';
    const inner = asOne(list ? (field.items ?? {}) : field);
    const path = `${above}${name}${list ? '[]' : ''}`;
    const kind = inner.enum
      ? codes(inner.enum.map(String))
      : inner.properties
        ? list
          ? 'list'
          : 'object'
        : (inner.type ?? '');
    const below = fieldsOf(inner, `${path}.`);
    return [[code(path), kind, schema.required?.includes(name) ? 'yes' : 'no'], ...below];
  });

/** What each role may do, and the endpoints that lets it reach. */
const roleRows = (): readonly (readonly string[])[] =>
  ROLES.map((role) => {
    const scopes = scopesOfRoles([role]);
    const open = ROUTES.filter(
      ({ scope, userScope }) => isTokenScope(scope) && allows(scopes, userScope ?? scope, 'user'),
    );
    return [code(role), codes(scopes), codes([...new Set(open.map(({ handler }) => handler))].sort())];
  });

/** Stores that write items the table clears away by itself. */
const expiringStores = (): readonly string[] =>
  readdirSync(new URL('../../shared/adapters/dynamodb/', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\/.*\.ts$/.test(name))
    .filter((name) =>
      /expiringAfter\(|\[EXPIRY_ATTRIBUTE\]:|SET \$\{EXPIRY/.test(readText(`shared/adapters/dynamodb/${name}`)),
    )
    .map((name) => name.replace(/^.*\/|\.ts$/g, ''))
    .sort();

/** Names of the metrics a line of the log that carries every number brings, with the fields each is kept apart by. */
const metricRows = (): readonly (readonly string[])[] =>
  measuredLines().flatMap((event) => {
    const { _aws } = measuresOf(event, EVERY_NUMBER, 0) as {
      _aws?: { CloudWatchMetrics: readonly { Dimensions: string[][]; Metrics: { Name: string; Unit: string }[] }[] };
    };
    return (_aws?.CloudWatchMetrics ?? []).flatMap(({ Dimensions, Metrics }) =>
      Metrics.map(({ Name, Unit }) => [
        code(Name),
        Unit,
        Dimensions.map((by) => (by.length ? by.map(code).join(', ') : 'in all')).join('; '),
        code(event),
      ]),
    );
  });

interface EventSchema {
  readonly title: string;
  readonly properties: {
    readonly detail: {
      readonly required: readonly string[];
      readonly properties: Readonly<Record<string, { readonly const?: string; readonly description: string }>>;
    };
  };
}
export const eventSchemas = (): readonly { readonly file: string; readonly schema: EventSchema }[] =>
  readdirSync(new URL('../../docs/events/', import.meta.url))
    .filter((file) => file.endsWith('.schema.json'))
    .sort()
    .map((file) => ({ file, schema: JSON.parse(readText(`docs/events/${file}`)) }));

const eventFieldRows = (): readonly (readonly string[])[] => {
  const schemas = eventSchemas().map(({ schema }) => schema);
  const names = new Set(schemas.flatMap(({ properties }) => Object.keys(properties.detail.properties)));
  return [...names].map((name) => {
    const having = schemas.filter(({ properties }) => name in properties.detail.properties);
    const says = having[0]?.properties.detail.properties[name]?.description ?? '';
    const always = having.every(({ properties }) => properties.detail.required.includes(name));
    const where = having.length === schemas.length ? 'all' : having.map(({ title }) => code(title)).join(', ');
    return [code(name), where, always ? 'always' : 'where known', says];
  });
};

export const codeTables = (): readonly MadeTable[] => [
  {
    page: 'docs/api.md',
    name: 'routes',
    head: ['Method and path', 'Handler', 'Proof or scope', 'Table'],
    rows: routeRows(),
  },
  {
    page: 'docs/api.md',
    name: 'task outputs',
    head: ['Output', 'Says'],
    rows: Object.entries(OUTPUT_WORDS)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([output, says]) => [code(output), says]),
  },
  {
    page: 'docs/integrate-ehr.md',
    name: 'tenant settings',
    head: ['Field', 'Kind', 'Required', 'Meaning'],
    words: ['Meaning'],
    rows: fieldsOf(z.toJSONSchema(tenantShape, { io: 'input' }) as JsonSchema),
  },
  {
    page: 'docs/integrate-schedule.md',
    name: 'schedule columns',
    head: ['Meaning', 'Column names', 'Understood'],
    words: ['Understood'],
    rows: Object.entries(COLUMN_NAMES).map(([meaning, names]) => [code(meaning), names.map(code).join(', ')]),
  },
  {
    page: 'docs/security.md',
    name: 'client fields',
    head: ['Field', 'Kind', 'Required', 'Meaning'],
    words: ['Meaning'],
    rows: fieldsOf(z.toJSONSchema(clientShape, { io: 'input', unrepresentable: 'any' }) as JsonSchema),
  },
  {
    page: 'docs/security.md',
    name: 'roles',
    head: ['Role', 'Scopes', 'Reaches', 'Does'],
    words: ['Does'],
    rows: roleRows(),
  },
  {
    page: 'docs/security.md',
    name: 'data that expire',
    head: ['Store', 'Data', 'Kept'],
    words: ['Data', 'Kept'],
    rows: expiringStores().map((name) => [code(name)]),
  },
  {
    page: 'docs/runbook.md',
    name: 'metrics',
    head: ['Metric', 'Unit', 'Kept apart by', 'Log line', 'Says'],
    words: ['Says'],
    rows: metricRows(),
  },
  {
    page: 'docs/runbook.md',
    name: 'log lines',
    head: ['`message`', 'Level', 'Says'],
    words: ['Says'],
    rows: logLines().map(({ message, level }) => [code(message), level]),
  },
  {
    page: 'docs/events/README.md',
    name: 'events',
    head: ['`detail-type`', 'When', 'Version', 'Schema', 'Example'],
    words: ['When'],
    rows: eventSchemas().map(({ file, schema }) => [
      code(schema.title),
      schema.properties.detail.properties.version?.const ?? '',
      `[schema](${file})`,
      `[example](${file.replace('.schema.', '.example.')})`,
    ]),
  },
  {
    page: 'docs/events/README.md',
    name: 'fields of events',
    head: ['Field of `detail`', 'In', 'There', 'Means'],
    rows: eventFieldRows(),
  },
];
