import { readdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { ASSET_CACHE, DOCUMENT_CACHE, pageHeaders } from '../../../shared/http/page-headers.ts';
import { digestOf, type Page, type PageFile } from '../page/bundle-page.ts';

type Encoding = 'br' | 'gzip' | 'identity';

interface Stored extends PageFile {
  readonly etag: string;
  readonly encoded: Readonly<Record<Encoding, Buffer>>;
}

/** Answers a GET of the document or of one of its files; `undefined` where the path is none of the page's. */
export type ServePage = (
  request: IncomingMessage,
  method: string,
  path: string,
) => Promise<APIGatewayProxyResult | undefined>;

/** A view of the page is a folder of `web/pages`; each is a path of the one document. */
const VIEWS = readdirSync(new URL('../../../web/pages', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `/${name}`);

const compress = {
  br: promisify(brotliCompress),
  gzip: promisify(gzip),
};

const store = async (file: PageFile): Promise<Stored> => {
  const { bytes } = file;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, zipped] = await Promise.all([compress.br(bytes, { params }), compress.gzip(bytes, { level: 9 })]);
  return { ...file, etag: digestOf(bytes), encoded: { br, gzip: zipped, identity: bytes } };
};

const encodingFor = (accepted: string | string[] | undefined): Encoding => {
  const words = String(accepted ?? '')
    .split(',')
    .filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one))
    .map((one) => one.split(';')[0]?.trim());
  return words.includes('br') ? 'br' : words.includes('gzip') ? 'gzip' : 'identity';
};

const isKnown = (given: string | undefined, etag: string): boolean =>
  (given ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

const answer = ({ headers }: IncomingMessage, file: Stored, frames: readonly string[]): APIGatewayProxyResult => {
  const encoding = encodingFor(headers['accept-encoding']);
  // A strong ETag names these very bytes, so each encoding has its own.
  const etag = `"${file.etag}-${encoding}"`;
  const common = {
    ...pageHeaders(frames),
    etag,
    vary: 'accept-encoding',
    'cache-control': file.named ? ASSET_CACHE : DOCUMENT_CACHE,
  };
  if (isKnown(headers['if-none-match'], etag)) return { statusCode: 304, headers: common, body: '' };
  return {
    statusCode: 200,
    headers: {
      ...common,
      'content-type': file.type,
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    },
    body: file.encoded[encoding].toString('base64'),
    isBase64Encoded: true,
  };
};

/** Serves the page from memory, once it is bundled. @param frames origins that may show it in a frame */
export const servePage = (page: Promise<Page>, frames: readonly string[]): ServePage => {
  const stored = page.then(async ({ files }) => {
    const all = await Promise.all(files.map(store));
    const [document] = all;
    const views = document ? ['/', ...VIEWS].map((path) => [path, document] as const) : [];
    return new Map([...all.map((file) => [file.path, file] as const), ...views]);
  });
  // Whoever asks for the page is told; a service without one still answers everything else.
  stored.catch((error: unknown) => {
    process.emitWarning(`The page could not be bundled: ${error instanceof Error ? error.message : 'unknown'}`);
  });
  return async (request, method, path) => {
    if (method !== 'GET') return undefined;
    if (path !== '/' && !VIEWS.includes(path) && !path.startsWith('/assets/') && path !== '/index.html')
      return undefined;
    const files = await stored.catch(() => undefined);
    const file = files?.get(path);
    return file && answer(request, file, frames);
  };
};
