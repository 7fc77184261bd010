import { readFile } from 'node:fs/promises';
import { Refusal } from './refusal.ts';

/** @throws Refusal where the file holds no JSON; what the system says where it cannot be read. */
export const readJsonFile = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
};
