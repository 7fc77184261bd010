import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const SIGNER = 'import { SignatureV4 } from "@smithy/signature-v4";';
const CHOSEN = 'config.signerConstructor || SignatureV4';

/** The SDK's own signer, loaded when a client without another one signs. @throws where the SDK has changed */
const signerLater = (text: string): string => {
  if (!text.includes(SIGNER) || !text.includes(CHOSEN))
    throw new Error('The SDK chooses its signer in another way now.');
  return text
    .replace(SIGNER, '')
    .replace('.then(([regionInfo, region]) =>', '.then(async ([regionInfo, region]) =>')
    .replaceAll(CHOSEN, 'config.signerConstructor || (await import("@smithy/signature-v4")).SignatureV4');
};

const MADE_AHEAD = 'let lastError = new Error();';

/** The error of a last try, made ahead of the first for every call, with the whole of its stack. @throws where the SDK has changed */
const errorWhenFailed = (text: string): string => {
  if (!text.includes(MADE_AHEAD)) throw new Error('The SDK tries again in another way now.');
  return text.replace(MADE_AHEAD, 'let lastError;');
};

/**
 * Leaves out of a bundle what the SDK has for other places: SHA-256 in JavaScript, where Node has none of its own, and all of a
 * client's `package.json` but the version it tells DynamoDB; the SDK's signer, which the table's client does not use, comes when it is wanted; an error nobody throws. 15 kB less to load.
 */
export const lessOfSdk: Plugin = {
  name: 'less-of-sdk',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /\/Sha256Js$/ }, () => ({ path: 'Sha256Js', namespace: 'less-of-sdk' }));
    onLoad({ filter: /./, namespace: 'less-of-sdk' }, () => ({ contents: 'export class Sha256Js {}' }));
    onLoad({ filter: /@aws-sdk[/\\]client-[\w-]+[/\\]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    onLoad({ filter: /resolveAwsSdkSigV4Config\.js$/ }, async ({ path }) => ({
      contents: signerLater(await readFile(path, 'utf8')),
    }));
    onLoad({ filter: /[/\\]retryMiddleware\.js$/ }, async ({ path }) => ({
      contents: errorWhenFailed(await readFile(path, 'utf8')),
    }));
  },
};
