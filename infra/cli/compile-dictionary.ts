import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { chooseText } from './dictionary/choose-text.ts';
import { recordTexts } from './dictionary/record-texts.ts';

/**
 * `npx tsx infra/cli/compile-dictionary.ts <version>`: the next version of the dictionary that stored texts are
 * compressed with, from synthetic orders. A version that was released is never written again.
 */
const LENGTH = 20_000;
const ORDERS = 300;
const [version = ''] = process.argv.slice(2);
const file = new URL(`../../shared/adapters/dynamodb/dictionaries/${version}.json`, import.meta.url);
if (!/^[1-8]$/.test(version) || existsSync(file)) throw new Error('Name a version from 1 to 8 that is not there yet.');

const text = chooseText(await recordTexts(ORDERS, 1), LENGTH);
const sha256 = createHash('sha256').update(text).digest('hex');
writeFileSync(file, `${JSON.stringify({ version: Number(version), sha256, text }, null, 2)}\n`);

console.log(`${version}.json: ${sha256}. Add it to dictionaries/index.ts, and its digest to the test that keeps them.`);
