import document from '../../http/openapi.json' with { type: 'json' };

/** Address of our definitions in the document as it is made. */
const MADE_FOR = 'https://stresspass.example/fhir';

/** The document (`npm run docs:openapi`) as this instance serves it: with its own address and names. */
export const placeOpenApi = (url: string, base: string): unknown => {
  const placed = { ...document, servers: [{ url, description: 'This instance' }] };
  return base === MADE_FOR ? placed : JSON.parse(JSON.stringify(placed).replaceAll(MADE_FOR, base));
};
