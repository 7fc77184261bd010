import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT_FOLDER } from './run-command.ts';

const COPIED = [
  'shared',
  'rules',
  'functions',
  'web',
  'client',
  'infra',
  'test',
  'docs',
  'package.json',
  'cdk.json',
  'env.sam.json',
  'README.md',
  'tsconfig.json',
  'vitest.config.ts',
];

/** A copy of the checkout whose code may be broken: its folder, inside a new one of the system's for temporary files. */
export const copyCheckout = (prefix: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}-`));
  const copy = join(folder, 'checkout');
  mkdirSync(copy);
  for (const name of COPIED.filter((one) => existsSync(join(ROOT_FOLDER, one))))
    cpSync(join(ROOT_FOLDER, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT_FOLDER, 'node_modules'), join(copy, 'node_modules'));
  // Files of third parties lie beside the checkout.
  const beside = join(ROOT_FOLDER, '..', 'shared');
  if (existsSync(beside)) symlinkSync(beside, join(folder, 'shared'));
  return copy;
};
