import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Resource = Readonly<Record<string, unknown>>;

/** The FHIR server of the demo's EHR: it keeps one order and its patient's documents, and takes a newer version of the order. */
export interface DemoEhr {
  readonly base: string;
  readonly keep: (order: Resource, documents: readonly Resource[]) => void;
  /** LOINC types of documents that were asked for. */
  readonly asked: () => readonly string[];
  /** What was written on the order since; empty until then. */
  readonly written: () => readonly Resource[];
  readonly close: () => Promise<void>;
}

const extensionsOf = ({ extension }: Resource): readonly Resource[] => (Array.isArray(extension) ? extension : []);
const FHIR = { 'content-type': 'application/fhir+json' };
const searchset = (found: readonly Resource[]): Resource => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: found.map((resource) => ({ resource })),
});
const STATEMENT = {
  resourceType: 'CapabilityStatement',
  rest: [
    { mode: 'server', resource: [{ type: 'ServiceRequest', interaction: [{ code: 'read' }, { code: 'update' }] }] },
  ],
};

export const startDemoEhr = async (): Promise<DemoEhr> => {
  let order: Resource = {};
  let documents: readonly Resource[] = [];
  const asked: string[] = [];
  let version = 1;
  const answers = (body: Resource) => JSON.stringify({ ...body, meta: { versionId: String(version) } });
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      if (path.endsWith('/metadata')) response.writeHead(200, FHIR).end(JSON.stringify(STATEMENT));
      else if (path.includes('/DocumentReference?')) {
        const type = new URL(path, 'http://localhost').searchParams.get('type')?.split('|').at(-1);
        const found = documents.filter((one) => type === undefined || JSON.stringify(one.type).includes(`"${type}"`));
        if (type !== undefined) asked.push(type);
        response.writeHead(200, FHIR).end(JSON.stringify(searchset(found)));
      } else if (!path.endsWith(`/ServiceRequest/${order.id}`)) response.writeHead(404).end();
      else {
        if (request.method === 'PUT') {
          order = JSON.parse(Buffer.concat(parts).toString('utf8'));
          version += 1;
        }
        response.writeHead(200, { ...FHIR, etag: `W/"${version}"` }).end(answers(order));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/fhir`,
    keep: (kept, held) => {
      order = kept;
      documents = held;
    },
    asked: () => asked,
    written: () => extensionsOf(order),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
