import type { Tenant } from '../../app/ports/ports.ts';
import type { Problem } from '../../core/model/result.ts';

const SHOWN_IN_TLS = 'A client certificate is shown by https alone.';

/** Servers that would be called but are not allow-listed, which would otherwise only show when an order arrives. */
const unlisted = ({
  sources,
  payerServers = [],
  payerEndpoints = [],
  webhooks = [],
  outbound = [],
}: Tenant): readonly Problem[] =>
  [
    ...sources.map(({ fhir }, index) => ({ server: fhir, expression: `sources[${index}].fhir` })),
    ...payerServers.map((one, index) => ({ server: one, expression: `payerServers[${index}]` })),
    ...payerEndpoints.map((one, index) => ({
      server: one.kind === 'x12-278' ? { base: one.url, credentials: undefined } : one,
      expression: `payerEndpoints[${index}]`,
    })),
    ...webhooks.map(({ url }, index) => ({
      server: { base: url, credentials: undefined },
      expression: `webhooks[${index}]`,
    })),
  ].flatMap(({ server: called, expression }) =>
    [called?.base, called?.credentials?.tokenEndpoint]
      .filter((one) => one !== undefined)
      .filter((one) => !outbound.some((listed) => new URL(one).origin === new URL(listed).origin))
      .map((one) => ({ code: 'value' as const, says: `outbound does not list ${new URL(one).origin}.`, expression })),
  );

/** A certificate is shown in TLS alone; a client without key and certificate proves nothing. */
const unproved = ({ payerServers = [], payerEndpoints = [] }: Tenant): readonly Problem[] =>
  [
    ...payerServers.map((one, index) => ({ one, address: one.base, at: `payerServers[${index}]` })),
    ...payerEndpoints.map((one, index) => ({
      one,
      address: one.kind === 'x12-278' ? one.url : one.base,
      at: `payerEndpoints[${index}]`,
    })),
  ].flatMap(({ one, address, at }) => {
    const credentials = 'credentials' in one ? one.credentials : undefined;
    const { tokenEndpoint = '', key, certificate } = credentials ?? {};
    const value = (says: string, expression: string) => [{ code: 'value' as const, says, expression }];
    const isPlain = (of: string | undefined, shownAt: string) => of !== undefined && !shownAt.startsWith('https:');
    return [
      ...(isPlain(one.certificate, address) ? value(SHOWN_IN_TLS, `${at}.certificate`) : []),
      ...(isPlain(certificate, tokenEndpoint) ? value(SHOWN_IN_TLS, `${at}.credentials.certificate`) : []),
      ...(credentials && key === undefined && certificate === undefined
        ? value('Names no key and no certificate: one of them proves who we are.', `${at}.credentials.key`)
        : []),
    ];
  });

/** A notice that names nobody would be for nobody, or for all. */
const unheld = ({ exemptions = [] }: Tenant): readonly Problem[] =>
  exemptions.flatMap(({ npis = [], taxIds = [], from, to }, index) => [
    ...(npis.length + taxIds.length
      ? []
      : [{ code: 'value' as const, says: 'Names no npis and no taxIds.', expression: `exemptions[${index}]` }]),
    ...(to !== undefined && to < from
      ? [{ code: 'value' as const, says: 'Ends before it starts.', expression: `exemptions[${index}].to` }]
      : []),
  ]);

/** A payer whose answers count has no script. */
const scriptedAuthority = ({ testMode, utilizationReview }: Tenant): readonly Problem[] =>
  testMode?.payerScript && utilizationReview?.authority
    ? [{ code: 'value', says: 'A payer of declared authority has no script.', expression: 'testMode.payerScript' }]
    : [];

/** Windows of a level there is not. */
const levelless = ({ utilizationReview }: Tenant): readonly Problem[] =>
  utilizationReview?.appeals?.second && utilizationReview.appeals.levels !== 2
    ? [{ code: 'value', says: 'It is for levels 2.', expression: 'utilizationReview.appeals.second' }]
    : [];

/** Deliveries name an endpoint or a webhook: two of a name would get each other's. */
const namedTwice = ({ payerEndpoints = [], webhooks = [] }: Tenant): readonly Problem[] =>
  [
    payerEndpoints.map(({ name }, index) => ({ name, expression: `payerEndpoints[${index}].name` })),
    webhooks.map(({ id: name }, index) => ({ name, expression: `webhooks[${index}].id` })),
  ].flatMap((named) =>
    named
      .filter(({ name }, index) => named.findIndex((one) => one.name === name) !== index)
      .map(({ expression }) => ({ code: 'value' as const, says: 'Another one has this name.', expression })),
  );

/** The later rule has no envelope but SOAP. */
const noMime = ({ payerEndpoints = [], payerServers = [] }: Tenant): readonly Problem[] =>
  [
    ...payerEndpoints.map((one, index) => ({
      x12: one.kind === 'x12-278' ? one : undefined,
      expression: `payerEndpoints[${index}].packaging`,
    })),
    ...payerServers.map(({ x12 }, index) => ({ x12, expression: `payerServers[${index}].x12.packaging` })),
  ].flatMap(({ x12, expression }) =>
    x12?.packaging === 'mime' && x12.envelope !== 'vC2.2.0'
      ? [{ code: 'value' as const, says: `${x12.envelope} has no HTTP+MIME envelope.`, expression }]
      : [],
  );

/** A test exchange confirms and authorizes nothing: only a sandbox has one. */
const testsOutside = ({ payerEndpoints = [], payerServers = [], testMode }: Tenant): readonly Problem[] =>
  testMode
    ? []
    : [
        ...payerEndpoints.map((one, index) => ({
          usage: one.kind === 'x12-278' ? one.usage : undefined,
          expression: `payerEndpoints[${index}].usage`,
        })),
        ...payerServers.map(({ x12 }, index) => ({
          usage: x12?.usage,
          expression: `payerServers[${index}].x12.usage`,
        })),
      ].flatMap(({ usage, expression }) =>
        usage === 'T' ? [{ code: 'value' as const, says: 'T (test) is for a tenant with testMode.', expression }] : [],
      );

const endedBefore = ({ enrolments = [] }: Tenant): readonly Problem[] =>
  enrolments.flatMap(({ since, until }, index) =>
    until !== undefined && until < since
      ? [{ code: 'value' as const, says: 'Ends before it starts.', expression: `enrolments[${index}].until` }]
      : [],
  );

/** Where a person sends each request, no document goes out without one. */
const documentsUnsent = ({ submission: { byItself, documentsFromEhr } = {} }: Tenant): readonly Problem[] =>
  documentsFromEhr && !byItself
    ? [{ code: 'value', says: 'Is with submission.byItself alone.', expression: 'submission.documentsFromEhr' }]
    : [];

/** What each field says by itself, and no two may say together. */
export const contradictionsIn = (tenant: Tenant): readonly Problem[] => [
  ...scriptedAuthority(tenant),
  ...levelless(tenant),
  ...unlisted(tenant),
  ...unproved(tenant),
  ...unheld(tenant),
  ...endedBefore(tenant),
  ...noMime(tenant),
  ...testsOutside(tenant),
  ...namedTwice(tenant),
  ...documentsUnsent(tenant),
];
